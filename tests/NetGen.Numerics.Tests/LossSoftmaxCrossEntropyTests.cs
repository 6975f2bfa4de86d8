using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Softmax cross-entropy with labels and with distributions, with and without smoothing, against the formula in double.</summary>
public class LossSoftmaxCrossEntropyTests
{
    [Theory]
    [InlineData(true, 0f)]
    [InlineData(true, 0.1f)]
    [InlineData(false, 0f)]
    [InlineData(false, 0.1f)]
    public void ValueAndGradientAgreeWithTheFormula(bool useLabels, float smoothing)
    {
        foreach ((int rows, int columns) in LossKernelsTests.Shapes())
        {
            foreach (Reduction reduction in Enum.GetValues<Reduction>())
            {
                PaddedMatrix z = PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, columns, 3), float.NaN);
                PaddedMatrix g = new(rows, columns, float.NaN);
                int[] labels = [.. Enumerable.Range(0, rows).Select(i => ((i * 7) + columns) % columns)];
                float[] targets = useLabels ? OneHot(labels, columns) : Distributions(rows, columns);
                float actual = LossKernels.SoftmaxCrossEntropy(
                    ref z.Reference, z.Stride, useLabels ? [] : targets, useLabels ? labels : [], ref g.Reference, rows, columns, reduction, smoothing);

                double count = reduction == Reduction.Sum ? 1 : rows;
                double expected = Reference(Widen(z.Values), targets, columns, smoothing) / count;
                string place = $"{rows}x{columns} {reduction}";
                NumericAssert.Close(expected, actual, 2e-6, 1 / count, place);
                double[] gradient = NumericAssert.FiniteDifferences(x => Reference(x, targets, columns, smoothing) / count, z.Values, 1e-5);
                NumericAssert.Close(gradient, g.Values, 2e-6, 1 / count, place);
                g.AssertPaddingIsZero();
            }
        }
    }

    [Fact]
    public void LabelsAndTheirOneHotTargetsAgree()
    {
        int[] labels = [3, 0, 16];
        PaddedMatrix z = PaddedMatrix.Of(3, 17, PaddedMatrix.Random(51, 5, 4), float.NaN);
        foreach (float smoothing in (float[])[0f, 0.25f])
        {
            PaddedMatrix byLabel = new(3, 17);
            PaddedMatrix byTarget = new(3, 17);
            float a = LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, [], labels, ref byLabel.Reference, 3, 17, Reduction.Mean, smoothing);
            float b = LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, OneHot(labels, 17), [], ref byTarget.Reference, 3, 17, Reduction.Mean, smoothing);
            NumericAssert.Close(a, b, 1e-6);
            NumericAssert.Close(Widen(byLabel.Values), byTarget.Values, 1e-6, 1);
        }
    }

    [Fact]
    public void LogitsOfTenThousandDoNotOverflow()
    {
        (float loss, float[] gradient) = Compute([1e4f, -1e4f, 0f], 0);
        Assert.Equal(0f, loss);
        Assert.Equal([0f, 0f, 0f], gradient);
        (loss, gradient) = Compute([1e4f, -1e4f, 0f], 1);
        Assert.Equal(2e4f, loss);
        Assert.Equal([1f, -1f, 0f], gradient);
        (loss, _) = Compute([3e38f, -3e38f], 1);
        Assert.Equal(float.PositiveInfinity, loss);
    }

    [Fact]
    public void AClassMaskedByMinusInfinityHasNoProbabilityAndNoGradient()
    {
        (float loss, float[] gradient) = Compute([0f, float.NegativeInfinity, 0f], 0);
        NumericAssert.Close(Math.Log(2), loss, 1e-6);
        Assert.Equal([-0.5f, 0f, 0.5f], gradient);

        PaddedMatrix z = PaddedMatrix.Of(1, 3, [0f, float.NegativeInfinity, 0f], float.NaN);
        PaddedMatrix g = new(1, 3);
        loss = LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, [0.5f, 0f, 0.5f], [], ref g.Reference, 1, 3, Reduction.Mean, 0);
        NumericAssert.Close(Math.Log(2), loss, 1e-6);
        Assert.Equal([0f, 0f, 0f], g.Values);
    }

    [Fact]
    public void OneClassIsCertain()
    {
        (float loss, float[] gradient) = Compute([-7f], 0);
        Assert.Equal(0f, loss);
        Assert.Equal([0f], gradient);
    }

    [Fact]
    public void NaNReachesTheLossAndTheGradient()
    {
        for (int columns = 2; columns <= 35; columns++)
        {
            float[] logits = PaddedMatrix.Random(columns, 8);
            logits[columns / 2] = float.NaN;
            (float loss, float[] gradient) = Compute(logits, 0);
            Assert.True(float.IsNaN(loss));
            Assert.All(gradient, static x => Assert.True(float.IsNaN(x)));

            PaddedMatrix z = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, 8), float.NaN);
            PaddedMatrix g = new(1, columns);
            float[] targets = new float[columns];
            targets[columns - 1] = float.NaN;
            Assert.True(float.IsNaN(LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, targets, [], ref g.Reference, 1, columns, Reduction.Mean, 0)));
        }
    }

    [Fact]
    public void BadInputIsRefusedBeforeAnythingIsWritten()
    {
        PaddedMatrix g = new(2, 3);
        g.All.Fill(7);
        string low = Message<ArgumentOutOfRangeException>([], [0, -1], 0);
        Assert.Contains("sample 1 is -1", low, StringComparison.Ordinal);
        Assert.Contains("0..2", low, StringComparison.Ordinal);
        Assert.Contains("sample 0 is 3", Message<ArgumentOutOfRangeException>([], [3, 0], 0), StringComparison.Ordinal);
        Assert.Contains("1 labels for a batch of 2", Message<ArgumentException>([], [1], 0), StringComparison.Ordinal);
        Assert.Contains("5 targets", Message<ArgumentException>(new float[5], [], 0), StringComparison.Ordinal);
        Assert.Contains("2 and 6", Message<ArgumentException>(new float[6], [0, 1], 0), StringComparison.Ordinal);
        Assert.Contains("0 and 0", Message<ArgumentException>([], [], 0), StringComparison.Ordinal);
        foreach (float smoothing in (float[])[-0.1f, 1f, float.NaN])
        {
            Assert.Contains("[0, 1)", Message<ArgumentOutOfRangeException>([], [0, 1], smoothing), StringComparison.Ordinal);
        }

        string Message<T>(float[] targets, int[] labels, float smoothing)
            where T : Exception
        {
            PaddedMatrix z = new(2, 3);
            string message = Assert.Throws<T>(() =>
                LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, targets, labels, ref g.Reference, 2, 3, Reduction.Mean, smoothing)).Message;
            Assert.True(g.All.IndexOfAnyExcept(7f) < 0);
            return message;
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        PaddedMatrix z = PaddedMatrix.Of(3, 21, PaddedMatrix.Random(63, 5));
        PaddedMatrix g = new(3, 21);
        int[] labels = [1, 2, 3];
        float[] targets = Distributions(3, 21);
        NumericAssert.AllocatesNothing(() =>
        {
            LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, [], labels, ref g.Reference, 3, 21, Reduction.Mean, 0.1f);
            LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, targets, [], ref g.Reference, 3, 21, Reduction.Mean, 0);
        });
    }

    internal static float[] Distributions(int rows, int columns)
    {
        float[] values = [.. PaddedMatrix.Random(rows * columns, 300 + columns).Select(static n => n < -0.7f ? 0 : MathF.Abs(n))];
        for (int row = 0; row < rows; row++)
        {
            Span<float> line = values.AsSpan(row * columns, columns);
            line[0] += 0.5f;
            float sum = 0;
            foreach (float value in line)
            {
                sum += value;
            }

            foreach (ref float value in line)
            {
                value /= sum;
            }
        }

        return values;
    }

    internal static double[] Widen(float[] values) => [.. values.Select(static x => (double)x)];

    private static (float Loss, float[] Gradient) Compute(float[] logits, int label)
    {
        PaddedMatrix z = PaddedMatrix.Of(1, logits.Length, logits, float.NaN);
        PaddedMatrix g = new(1, logits.Length, float.NaN);
        float loss = LossKernels.SoftmaxCrossEntropy(ref z.Reference, z.Stride, [], [label], ref g.Reference, 1, logits.Length, Reduction.Mean, 0);
        return (loss, g.Values);
    }

    private static float[] OneHot(int[] labels, int columns)
    {
        float[] targets = new float[labels.Length * columns];
        for (int row = 0; row < labels.Length; row++)
        {
            targets[(row * columns) + labels[row]] = 1;
        }

        return targets;
    }

    private static double Reference(double[] logits, float[] targets, int columns, double smoothing)
    {
        double loss = 0;
        for (int row = 0; row < logits.Length; row += columns)
        {
            double sum = 0;
            for (int i = 0; i < columns; i++)
            {
                sum += Math.Exp(logits[row + i]);
            }

            for (int i = 0; i < columns; i++)
            {
                loss -= ((targets[row + i] * (1 - smoothing)) + (smoothing / columns)) * Math.Log(Math.Exp(logits[row + i]) / sum);
            }
        }

        return loss;
    }
}
