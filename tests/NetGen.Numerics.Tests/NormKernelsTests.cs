using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Normalisation against the formulas in double, backward against finite differences of them.</summary>
public class NormKernelsTests
{
    public static TheoryData<string> Norms => ["BatchNormTraining", "BatchNormInference", "LayerNorm", "RMSNorm", "GroupNorm", "InstanceNorm"];

    [Theory]
    [MemberData(nameof(Norms))]
    public void BothPassesAgreeWithTheFormula(string name)
    {
        foreach ((int samples, int positions, int channels, int groups) in Shapes(name))
        {
            int size = samples * positions * channels;
            float[] x = PaddedMatrix.Random(size, channels + 1);
            float[] upstream = PaddedMatrix.Random(size, channels + 2);
            float[] gain = PaddedMatrix.Random(channels, channels + 3);
            float[] bias = PaddedMatrix.Random(channels, channels + 4);
            var run = new NormRun(samples, positions, channels, x, upstream, gain, bias);
            run.Mean.Values = PaddedMatrix.Random(channels, channels + 5);
            run.Variance.Values = [.. PaddedMatrix.Random(channels, channels + 6).Select(static v => 0.5f + (v * v))];
            var reference = new NormReference(Kind(name), samples, positions, channels, groups, run.Mean.Values, run.Variance.Values);
            run.Run(Kind(name), groups);

            string place = $"{name} {samples}x{positions}x{channels} in {groups}";
            double[] dx = LossSoftmaxCrossEntropyTests.Widen(x), dgain = LossSoftmaxCrossEntropyTests.Widen(gain), dbias = LossSoftmaxCrossEntropyTests.Widen(bias);
            NumericAssert.Close(reference.Forward(dx, dgain, dbias), run.Y.Values, 2e-6, 1, place);
            double[] byX = NumericAssert.FiniteDifferences(v => Weighted(reference.Forward(v, dgain, dbias), upstream), x);
            double[] byGain = NumericAssert.FiniteDifferences(v => Weighted(reference.Forward(dx, v, dbias), upstream), gain);
            double[] byBias = NumericAssert.FiniteDifferences(v => Weighted(reference.Forward(dx, dgain, v), upstream), bias);

            // Groups of two nearly equal values are steep, and finite differences of them inexact.
            NumericAssert.Close(byX, run.Delta.Values, 2e-5, byX.Max(Math.Abs) + 1, place + " dx");
            NumericAssert.Close(byGain, run.GainGradient.Values, 1e-6, byGain.Max(Math.Abs), place + " gain");
            NumericAssert.Close(byBias, run.BiasGradient.Values, 1e-6, byBias.Max(Math.Abs), place + " bias");
            run.AssertPaddingIsZero();
        }
    }

    [Theory]
    [MemberData(nameof(Norms))]
    public void ALargeMeanCostsNothing(string name)
    {
        // 4096 deviations away from zero, where a variance in single precision has no correct digit. RMSNorm divides by the mean.
        const int Samples = 6, Positions = 4, Channels = 24;
        float[] near = [.. PaddedMatrix.Random(Samples * Positions * Channels, 5).Select(static v => MathF.Round(v * 1024) / 1024)];
        float[] far = [.. near.Select(static v => v + 4096)];
        float[] upstream = PaddedMatrix.Random(near.Length, 6);
        int groups = name == "InstanceNorm" ? Channels : 3;
        NormRun atZero = new NormRun(Samples, Positions, Channels, near, upstream, [], []).Run(Kind(name), groups);
        NormRun away = new NormRun(Samples, Positions, Channels, far, upstream, [], []).Run(Kind(name), groups);
        if (name is "RMSNorm" or "BatchNormInference")
        {
            NumericAssert.Close(name == "RMSNorm" ? 1 : 4096, away.Y.Values.Average(), 1e-3);
            return;
        }

        NumericAssert.Close(LossSoftmaxCrossEntropyTests.Widen(atZero.Y.Values), away.Y.Values, 5e-7, 1, name);
        NumericAssert.Close(LossSoftmaxCrossEntropyTests.Widen(atZero.Delta.Values), away.Delta.Values, 2e-6, 1, name);
    }

    [Theory]
    [MemberData(nameof(Norms))]
    public void EqualValuesBecomeZeroAndNaNStaysVisible(string name)
    {
        const int Samples = 3, Positions = 4, Channels = 20;
        int groups = name == "InstanceNorm" ? Channels : 5;
        float[] upstream = PaddedMatrix.Random(Samples * Positions * Channels, 6);
        float[] x = [.. Enumerable.Repeat(0.1f, upstream.Length)];
        if (name is not ("RMSNorm" or "BatchNormInference"))
        {
            NormRun equal = new NormRun(Samples, Positions, Channels, x, upstream, [], []).Run(Kind(name), groups);
            Assert.All(equal.Y.Values, static y => Assert.Equal(0, y));
            Assert.All(equal.Delta.Values, static d => Assert.True(float.IsFinite(d)));
        }

        x[(5 * Channels) + 7] = float.NaN;
        NormRun run = new NormRun(Samples, Positions, Channels, x, upstream, [], []).Run(Kind(name), groups);
        Assert.True(float.IsNaN(run.Y[5, 7]) && float.IsNaN(run.Delta[5, 7]));
        Assert.False(float.IsNaN(run.Y[10, 3]));
    }

    [Fact]
    public void HugeAndTinyValuesAreNormalised()
    {
        foreach (string name in (string[])["BatchNormTraining", "LayerNorm", "GroupNorm"])
        {
            float[] x = [.. PaddedMatrix.Random(4 * 32, 5).Select(static v => v * 1e30f)];
            NormRun run = new NormRun(4, 1, 32, x, new float[x.Length], [], []).Run(name, 2);
            double squares = run.Y.Values.Average(static y => (double)y * y);
            NumericAssert.Close(1, squares, 1e-5, place: name);
        }
    }

    [Fact]
    public void OneRowCannotBeTrainedOn()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            static () => new NormRun(1, 1, 3, new float[3], new float[3], [], []).Run("BatchNormTraining", 1));
        Assert.Contains("BatchNorm has 1 value for each of its 3 channels", error.Message, StringComparison.Ordinal);
        new NormRun(1, 1, 3, new float[3], new float[3], [], []).Run("BatchNormInference", 1);
        new NormRun(1, 2, 3, new float[6], new float[6], [], []).Run("BatchNormTraining", 1);
    }

    [Fact]
    public void FoldingGivesTheSameOutputs()
    {
        foreach ((int rows, int columns) in ((int, int)[])[(1, 1), (5, 17), (9, 70)])
        {
            PaddedMatrix w = PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, 1));
            PaddedMatrix b = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, 2));
            PaddedMatrix gain = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, 3));
            PaddedMatrix bias = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, 4));
            PaddedMatrix mean = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, 5));
            PaddedMatrix variance = PaddedMatrix.Of(1, columns, [.. PaddedMatrix.Random(columns, 6).Select(static v => v * v)]);
            PaddedMatrix foldedW = new(rows, columns, float.NaN);
            PaddedMatrix foldedB = new(1, columns, float.NaN);
            BatchNormKernels.Fold(
                ref w.Reference, ref b.Reference, ref gain.Reference, ref bias.Reference, ref mean.Reference, ref variance.Reference,
                ref foldedW.Reference, ref foldedB.Reference, 1e-3f, rows, columns, w.Stride);
            for (int j = 0; j < columns; j++)
            {
                double scale = gain[0, j] / Math.Sqrt(variance[0, j] + (double)1e-3f);
                NumericAssert.Close(((b[0, j] - (double)mean[0, j]) * scale) + bias[0, j], foldedB[0, j], 1e-7, 0.1);
                for (int i = 0; i < rows; i++)
                {
                    NumericAssert.Close(w[i, j] * scale, foldedW[i, j], 1e-7);
                }
            }

            foldedW.AssertPaddingIsZero();
            foldedB.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        foreach (string name in (string[])["BatchNormTraining", "LayerNorm", "GroupNorm"])
        {
            var run = new NormRun(3, 2, 20, PaddedMatrix.Random(120, 1), PaddedMatrix.Random(120, 2), PaddedMatrix.Random(20, 3), PaddedMatrix.Random(20, 4));
            NumericAssert.AllocatesNothing(() => run.Run(name, 4));
        }
    }

    private static string Kind(string name) => name == "InstanceNorm" ? "GroupNorm" : name;

    private static double Weighted(double[] values, float[] weights) => values.Zip(weights, static (a, b) => a * b).Sum();

    private static IEnumerable<(int Samples, int Positions, int Channels, int Groups)> Shapes(string name)
    {
        foreach ((int samples, int positions, int channels, int groups) in ((int, int, int, int)[])
            [(3, 1, 6, 2), (2, 3, 1, 1), (2, 2, 16, 4), (3, 2, 17, 1), (2, 3, 33, 3), (2, 1, 66, 2), (1, 2, 130, 13), (1, 3, 70, 35)])
        {
            bool row = name is "LayerNorm" or "RMSNorm";
            if (!(row && channels == 1) && !(name == "InstanceNorm" && positions == 1))
            {
                yield return (samples, positions, channels, name == "InstanceNorm" ? channels : groups);
            }
        }
    }
}
