using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Networks with normalisation and noise, trained and predicting.</summary>
public sealed class NormNetworkTests
{
    private static readonly NormGolden Golden = NormGolden.Load();

    [Fact]
    public void TrainingAgreesWithPyTorch()
    {
        NormGolden.NetworkCase c = Golden.Network;
        ParityNet net = ParityNet.Create(1);
        foreach ((string name, float[] values) in c.Start)
        {
            Fill(net.Parameters, name, values);
        }

        using var trainer = new Trainer<ParityNet>(net, new SGD(c.LearningRate));
        for (int step = 0; step < c.Losses.Length; step++)
        {
            NumericAssert.Close(c.Losses[step], trainer.Step(c.Input, c.Targets).Loss, 1e-5, place: $"loss of step {step}");
        }

        foreach ((string name, double[] values) in c.End)
        {
            NumericAssert.Close(values, Values(net.Parameters, name), 2e-5, 1, name);
        }

        float[] output = new float[c.Prediction.Length];
        net.Predict(c.Input, output);
        NumericAssert.Close(c.Prediction, output, 2e-5, 1, "prediction");
    }

    [Fact]
    public void FoldedPredictionsAreThoseOfTheLayers()
    {
        // The same parameters in both networks, with running statistics that training has moved.
        BatchNormNet plain = BatchNormNet.Create(3);
        float[] input = PaddedMatrix.Random(300 * 5, 1), targets = PaddedMatrix.Random(300 * 3, 2);
        using var trainer = new Trainer<BatchNormNet>(plain, new Adam(1e-2f));
        for (int step = 0; step < 20; step++)
        {
            trainer.Step(input, targets);
        }

        FoldedNet folded = FoldedNet.Create(4);
        foreach (ParameterInfo p in FoldedNet.Info.Parameters)
        {
            if (BatchNormNet.Info.Parameters.Any(q => q.Name == p.Name))
            {
                Fill(folded.Parameters, p.Name, Values(plain.Parameters, p.Name));
            }
        }

        plain.Parameters.State.Span.CopyTo(folded.Parameters.State.Span);
        float[] expected = new float[900], actual = new float[900], again = new float[900];
        plain.Predict(input, expected);
        folded.Predict(input, actual);
        NumericAssert.Close(LossSoftmaxCrossEntropyTests.Widen(expected), actual, 2e-6, 1, "folded");

        // An evaluation runs the layers themselves; and a prediction of one row has the bits it has among others.
        var workspace = new Workspace(FoldedNet.Info, 300);
        Passes.Forward(folded, input, workspace);
        int i = 0;
        foreach (float value in workspace.Activation(FoldedNet.Info.Layers[^1]))
        {
            NumericAssert.Close(value, actual[i++], 2e-6, 1, "evaluation");
        }

        folded.Predict(input.AsSpan(0, 5), again.AsSpan(0, 3));
        NumericAssert.SameBits(actual.AsSpan(0, 3), again.AsSpan(0, 3));
    }

    [Fact]
    public void FoldingIntoNormalisedWeightsGivesTheSamePredictions() => FoldingGivesTheSamePredictions<FoldedSchemes>();

    [Fact]
    public void FoldingIntoConvolutionsGivesTheSamePredictions() => FoldingGivesTheSamePredictions<FoldedConvolutions>();

    private static void FoldingGivesTheSamePredictions<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork net = TNetwork.Create(3);
        float[] input = PaddedMatrix.Random(40 * TNetwork.Info.InputSize, 1), output = new float[120];
        int[] labels = [.. Enumerable.Range(0, 40).Select(static i => i % 3)];
        using var trainer = new Trainer<TNetwork>(net, new Adam(1e-2f));
        for (int step = 0; step < 10; step++)
        {
            trainer.Step(input, labels);
        }

        var workspace = new Workspace(TNetwork.Info, 40);
        Passes.Forward(net, input, workspace);
        net.Predict(input, output);
        int i = 0;
        foreach (float value in workspace.Activation(TNetwork.Info.Layers[^1]))
        {
            NumericAssert.Close(value, output[i++], 2e-6, 1);
        }
    }

    [Fact]
    public void ARefusedStepLeavesTheRunningStatistics()
    {
        foreach (NonFinitePolicy policy in (NonFinitePolicy[])[NonFinitePolicy.Throw, NonFinitePolicy.SkipStep, NonFinitePolicy.RollBack])
        {
            NormRunNet net = NormRunNet.Create(1);
            using var trainer = new Trainer<NormRunNet>(net, new SGD(0.01f)) { NonFinite = policy };
            float[] input = PaddedMatrix.Random(8 * 20, 1);
            int[] labels = [0, 1, 2, 0, 1, 2, 0, 1];
            trainer.Step(input, labels);
            float[] state = net.Parameters.State.Span.ToArray(), parameters = net.Parameters.Values.ToArray();
            input.AsSpan(20, 20).Fill(3e38f);
            if (policy == NonFinitePolicy.Throw)
            {
                Assert.Throws<NonFiniteException>(() => trainer.Step(input, labels));
            }
            else
            {
                Assert.NotEqual(StepOutcome.Applied, trainer.Step(input, labels).Outcome);
            }

            if (policy == NonFinitePolicy.RollBack)
            {
                Assert.True(net.Parameters.State.Span.ToArray().All(float.IsFinite));
            }
            else
            {
                Assert.Equal(state, net.Parameters.State.Span.ToArray());
                Assert.Equal(parameters, net.Parameters.Values.ToArray());
            }
        }
    }

    [Fact]
    public void AStepOfOneSampleIsRefusedAndChangesNothing()
    {
        BatchNormNet net = BatchNormNet.Create(1);
        using var trainer = new Trainer<BatchNormNet>(net, new SGD(0.01f));
        float[] state = net.Parameters.State.Span.ToArray(), parameters = net.Parameters.Values.ToArray();
        ArgumentException error = Assert.Throws<ArgumentException>(() => trainer.Step(new float[5], new float[3]));
        Assert.Contains("1 value for each of its 5 channels", error.Message, StringComparison.Ordinal);
        Assert.Equal(state, net.Parameters.State.Span.ToArray());
        Assert.Equal(parameters, net.Parameters.Values.ToArray());
        trainer.Step(new float[10], new float[6]);
    }

    [Fact]
    public void BatchesOfAnySizeAndEvaluationsInBetweenDoNotDisturbEachOther()
    {
        NormRunNet net = NormRunNet.Create(1), twin = NormRunNet.Create(1);
        using var trainer = new Trainer<NormRunNet>(net, new Adam(1e-2f)) { Seed = 5 };
        using var alone = new Trainer<NormRunNet>(twin, new Adam(1e-2f)) { Seed = 5 };
        foreach (int rows in (int[])[2, 7, 64, 3, 200, 1, 33])
        {
            float[] input = PaddedMatrix.Random(rows * 20, rows), output = new float[rows * 3];
            int[] labels = [.. Enumerable.Range(0, rows).Select(static i => i % 3)];
            DataSet data = DataSet.FromLabels(input, 20, labels, 3);
            if (rows == 1)
            {
                // The last BatchNorm is on a vector.
                Assert.Throws<ArgumentException>(() => trainer.Step(input, labels));
                continue;
            }

            StepResult step = trainer.Step(input, labels);
            net.Predict(input, output);
            trainer.Evaluate(data, 5);
            Assert.Equal(alone.Step(input, labels), step);
            Assert.Equal(twin.Parameters.State.Span.ToArray(), net.Parameters.State.Span.ToArray());
        }

        Assert.Equal(twin.Parameters.Values.ToArray(), net.Parameters.Values.ToArray());
    }

    [Fact]
    public void EqualSeedsDropTheSameAndPredictionsDropNothing()
    {
        float[] input = PaddedMatrix.Random(16 * 24, 1), first = new float[48], second = new float[48];
        int[] labels = [.. Enumerable.Range(0, 16).Select(static i => i % 3)];
        float Loss(long trainerSeed)
        {
            EveryNoise net = EveryNoise.Create(1);
            using var trainer = new Trainer<EveryNoise>(net, new SGD(1e-30f)) { Seed = trainerSeed };
            float a = trainer.Step(input, labels).Loss, b = trainer.Step(input, labels).Loss;
            Assert.NotEqual(a, b);
            net.Predict(input, first);
            net.Predict(input, second);
            Assert.Equal(first, second);
            return a;
        }

        Assert.Equal(Loss(1), Loss(1));
        Assert.NotEqual(Loss(1), Loss(2));
    }

    [Fact]
    public void ACopyTakesTheStateAlong()
    {
        NormRunNet net = NormRunNet.Create(1), copy = NormRunNet.Create(2);
        using var trainer = new Trainer<NormRunNet>(net, new Adam(1e-2f));
        float[] input = PaddedMatrix.Random(9 * 20, 1), expected = new float[27], actual = new float[27];
        trainer.Step(input, (int[])[0, 1, 2, 0, 1, 2, 0, 1, 2]);
        copy.Parameters.CopyFrom(net.Parameters);
        net.Predict(input, expected);
        copy.Predict(input, actual);
        Assert.Equal(expected, actual);
        Assert.True(net.Batchnorm1.HasRunningStatistics && net.Batchnorm1.RunningMean.ToArray().Any(static m => m != 0));
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        NormRunNet net = NormRunNet.Create(1);
        using var trainer = new Trainer<NormRunNet>(net, new Adam(1e-2f));
        float[] input = PaddedMatrix.Random(9 * 20, 1), output = new float[27];
        int[] labels = [0, 1, 2, 0, 1, 2, 0, 1, 2];
        trainer.Step(input, labels);
        NumericAssert.AllocatesNothing(() => trainer.Step(input, labels));
        NumericAssert.AllocatesNothing(() => net.Predict(input, output));
    }

    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void TrainingHasTheSameBitsAtEveryWidth(string off) => WidthChild.AssertSame(Train, off);

    [Fact]
    public void SpectralNormalisationKnowsTheLargestSingularValue()
    {
        SpectralNet net = SpectralNet.Create(1);
        ParameterInfo weight = SpectralNet.Info.Parameters[0];
        float sigma = 0;
        var inEffect = new AlignedBuffer(weight.Length);
        var u = new float[16];
        var v = new float[16];
        net.Parameters.StateOf("dense1.weight.u").CopyTo(u);
        net.Parameters.StateOf("dense1.weight.v").CopyTo(v);
        Kernels.SpectralNormKernels.Forward(
            ref net.Parameters.Values[weight.Offset], ref u[0], ref v[0], ref inEffect.Reference, ref sigma, false, weight.Rows, weight.Columns, weight.RowStride);
        float start = sigma;
        for (int i = 0; i < 500; i++)
        {
            Kernels.SpectralNormKernels.Forward(
                ref net.Parameters.Values[weight.Offset], ref u[0], ref v[0], ref inEffect.Reference, ref sigma, true, weight.Rows, weight.Columns, weight.RowStride);
        }

        // 15 steps know it to a per cent or so, never from above; and W times any vector is no longer than the vector.
        Assert.InRange(start, 0.97f * sigma, 1.000001f * sigma);
        foreach (int seed in (int[])[1, 2, 3])
        {
            float[] x = PaddedMatrix.Random(weight.Rows, seed);
            double[] product = new double[weight.Columns];
            for (int row = 0; row < weight.Rows; row++)
            {
                for (int column = 0; column < weight.Columns; column++)
                {
                    product[column] += (double)x[row] * inEffect.Span[(row * weight.RowStride) + column];
                }
            }

            Assert.True(product.Sum(static p => p * p) <= 1.00001 * x.Sum(static a => (double)a * a));
        }
    }

    private static string Train()
    {
        NormRunNet net = NormRunNet.Create(11);
        using var trainer = new Trainer<NormRunNet>(net, new AdamW(3e-3f)) { Clip = Clip.GlobalNorm(0.5f), Seed = 4 };
        var fingerprint = new Fingerprint();
        for (int step = 0; step < 30; step++)
        {
            float[] input = PaddedMatrix.Random(13 * NormRunNet.InputSize, step);
            int[] labels = [.. Enumerable.Range(step, 13).Select(static i => i * 7 % 3)];
            StepResult result = trainer.Step(input, labels);
            fingerprint.Add(result.Loss).Add(result.GradientNorm);
        }

        float[] output = new float[39];
        net.Predict(PaddedMatrix.Random(13 * NormRunNet.InputSize, 99), output);
        return fingerprint.Add(net.Parameters.Values).Add(net.Parameters.State.Span).Add(output).ToString();
    }

    private static void Fill(ParameterBuffer parameters, string name, float[] values)
    {
        int i = 0;
        if (parameters.Network.States.Any(s => s.Name == name))
        {
            values.CopyTo(parameters.StateOf(name));
            return;
        }

        foreach (ref float value in parameters[name])
        {
            value = values[i++];
        }
    }

    private static float[] Values(ParameterBuffer parameters, string name)
    {
        if (parameters.Network.States.Any(s => s.Name == name))
        {
            return parameters.StateOf(name).ToArray();
        }

        var values = new List<float>();
        foreach (ref readonly float value in parameters[name])
        {
            values.Add(value);
        }

        return [.. values];
    }
}
