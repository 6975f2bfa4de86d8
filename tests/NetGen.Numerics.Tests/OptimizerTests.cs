namespace NetGen.Numerics.Tests;

/// <summary>What every optimizer must do, whatever its formula.</summary>
public class OptimizerTests
{
    private static readonly NetworkInfo s_network = OptimizerHarness.CreateNetwork((3, 20), (20, 5), (60, 70));

    public static TheoryData<string> Names => OptimizerCatalogue.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void KeepsThePaddingZero(string name)
    {
        OptimizerHarness harness = Create(name);
        Run(harness, 20);
        int[] values = OptimizerHarness.Indices(s_network);
        float[] rest = harness.Parameters.Values.ToArray();
        Assert.All(values, i => Assert.NotEqual(0f, rest[i]));
        foreach (int i in values)
        {
            rest[i] = 0;
        }

        Assert.All(rest, static v => Assert.Equal(0, BitConverter.SingleToInt32Bits(v)));
    }

    [Fact]
    public void ManySmallTensorsAreMeasuredLikeOneByItself()
    {
        // More tensors and more floats than one call walks together.
        var alone = new OptimizerHarness(new Adam(), OptimizerHarness.CreateNetwork((40, 20)));
        var many = new OptimizerHarness(new Adam(), OptimizerHarness.CreateNetwork([.. Enumerable.Repeat((40, 20), 19)]));
        OptimizerHarness.Fill(alone.Parameters.Values, alone.Network, 1);
        OptimizerHarness.Fill(alone.Gradients, alone.Network, 2);
        int length = alone.Network.BufferLength;
        for (int copy = 0; copy < 19; copy++)
        {
            alone.Parameters.Values.CopyTo(many.Parameters.Values[(copy * length)..]);
            alone.Gradients.CopyTo(many.Gradients[(copy * length)..]);
        }

        alone.Step();
        many.Step();
        for (int i = 0; i < many.Statistics.Length; i++)
        {
            UpdateStatistics expected = alone.Statistics[i % 2];
            Assert.Equal((expected.UpdateSquares, expected.WeightSquares, expected.MaxAbs), (many.Statistics[i].UpdateSquares, many.Statistics[i].WeightSquares, many.Statistics[i].MaxAbs));
            NumericAssert.SameBits(alone.Parameters.Values, many.Parameters.Values.Slice(i / 2 * length, length), $"copy {i / 2}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AllocatesNothing(string name)
    {
        OptimizerHarness harness = Create(name);
        OptimizerSnapshot snapshot = harness.Optimizer.CreateSnapshot();
        for (int i = 0; i < 3; i++)
        {
            Cycle();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Cycle();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Cycle()
        {
            harness.Optimizer.Save(snapshot);
            harness.Step();
            harness.Optimizer.Restore(snapshot);
            harness.Step();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ReturnsToASnapshotBitForBit(string name)
    {
        OptimizerHarness harness = Create(name);
        OptimizerSnapshot fresh = harness.Optimizer.CreateSnapshot();
        OptimizerSnapshot later = harness.Optimizer.CreateSnapshot();
        float[] start = harness.Parameters.Values.ToArray();
        harness.Optimizer.Save(fresh);
        Run(harness, 7);
        harness.Optimizer.Save(later);
        float[] middle = harness.Parameters.Values.ToArray();
        Run(harness, 5);
        float[] end = harness.Parameters.Values.ToArray();

        middle.CopyTo(harness.Parameters.Values);
        harness.Optimizer.Restore(later);
        Assert.Equal(7, harness.Optimizer.StepCount);
        Run(harness, 5);
        Assert.Equal(end, harness.Parameters.Values.ToArray());

        start.CopyTo(harness.Parameters.Values);
        harness.Optimizer.Restore(fresh);
        Assert.Equal(0, harness.Optimizer.StepCount);
        Run(harness, 7);
        Assert.Equal(middle, harness.Parameters.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MeasuresTheUpdate(string name)
    {
        OptimizerHarness harness = Create(name);
        Run(harness, 2);
        float[] before = harness.Parameters.Values.ToArray();
        Run(harness, 1);
        for (int i = 0; i < s_network.Parameters.Length; i++)
        {
            double changes = 0, squares = 0, largest = 0;
            ParameterInfo parameter = s_network.Parameters[i];
            for (int j = parameter.Offset; j < parameter.Offset + parameter.Length; j++)
            {
                double weight = harness.Parameters.Values[j];
                changes += (weight - before[j]) * (weight - before[j]);
                squares += weight * weight;
                largest = Math.Max(largest, Math.Abs(weight));
            }

            Assert.Equal(changes, harness.Statistics[i].UpdateSquares, 1e-5 * changes);
            Assert.Equal(squares, harness.Statistics[i].WeightSquares, 1e-5 * squares);
            Assert.Equal((float)largest, harness.Statistics[i].MaxAbs);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ANaNGradientShowsInTheWeights(string name)
    {
        OptimizerHarness harness = Create(name);
        Run(harness, 3);
        ParameterInfo parameter = s_network.Parameters[2];
        harness.Gradients[parameter.Offset + 4] = float.NaN;
        harness.Step();
        Assert.True(float.IsNaN(harness.Parameters.Values[parameter.Offset + 4]));
        Assert.True(float.IsNaN(harness.Statistics[2].MaxAbs));
        Assert.True(float.IsFinite(harness.Statistics[0].MaxAbs));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StatesHoldNoDenormals(string name)
    {
        var harness = new OptimizerHarness(OptimizerCatalogue.All[name](), OptimizerHarness.CreateNetwork((3, 5)));
        // Gradients that are denormal, that leave a denormal first moment, and that leave a denormal second moment.
        foreach (float scale in (ReadOnlySpan<float>)[1e-39f, 1e-37f, 1e-18f])
        {
            for (int i = 0; i < 20; i++)
            {
                OptimizerHarness.Fill(harness.Gradients, harness.Network, i);
                foreach (ref float gradient in harness.Gradients)
                {
                    gradient *= scale;
                }

                harness.Step();
            }
        }

        // A user's optimizer looks after its own states.
        for (int s = 0; s < (name == "custom" ? 0 : harness.Optimizer.StateCount); s++)
        {
            Assert.All(harness.Optimizer.State(s).Span.ToArray(), static v => Assert.False(float.IsSubnormal(v)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AScaleOfZeroFreezes(string name)
    {
        Optimizer optimizer = OptimizerCatalogue.All[name]();
        optimizer.Groups.Add(new ParameterGroup("dense1.*") { LearningRateScale = 0 });
        var harness = new OptimizerHarness(optimizer, s_network);
        OptimizerHarness.Fill(harness.Parameters.Values, s_network, 1);
        int frozen = s_network.Parameters[2].Offset;
        float[] before = harness.Parameters.Values.ToArray();
        Run(harness, 3);
        Assert.Equal(before[..frozen], harness.Parameters.Values[..frozen].ToArray());
        Assert.NotEqual(before[frozen], harness.Parameters.Values[frozen]);
        Assert.Equal(0, harness.Statistics[0].UpdateSquares);
        Assert.NotEqual(0, harness.Statistics[0].WeightSquares);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DecaysWeightsOnlyUnlessAGroupSaysSo(string name)
    {
        // With no gradient at all, only weight decay moves a weight.
        var plain = new OptimizerHarness(OptimizerCatalogue.All[name](), s_network);
        plain.Parameters.Values.Fill(0.5f);
        plain.Step();
        Assert.NotEqual(0.5f, plain.Parameters["dense1.weight"][[0, 0]]);
        Assert.Equal(0.5f, plain.Parameters["dense1.bias"][[0]]);

        Optimizer optimizer = OptimizerCatalogue.All[name]();
        optimizer.Groups.Add(new ParameterGroup("*.bias") { WeightDecay = 0.2f });
        optimizer.Groups.Add(new ParameterGroup("dense1.weight") { WeightDecay = 0 });
        var grouped = new OptimizerHarness(optimizer, s_network);
        grouped.Parameters.Values.Fill(0.5f);
        grouped.Step();
        Assert.Equal(0.5f, grouped.Parameters["dense1.weight"][[0, 0]]);
        Assert.NotEqual(0.5f, grouped.Parameters["dense1.bias"][[0]]);
        Assert.NotEqual(0.5f, grouped.Parameters["dense2.weight"][[0, 0]]);
    }

    [Fact]
    public void TheScaleOfAGroupMultipliesTheLearningRate()
    {
        var harness = new OptimizerHarness(new SGD(0.5f) { Groups = { new("dense2.*") { LearningRateScale = 0.25f } } }, s_network);
        harness.Gradients.Fill(1f);
        harness.Step();
        Assert.Equal(-0.5f, harness.Parameters["dense1.weight"][[0, 0]]);
        Assert.Equal(-0.125f, harness.Parameters["dense2.weight"][[0, 0]]);
        Assert.Equal(-0.125f, harness.Parameters["dense2.bias"][[0]]);
        harness.Optimizer.LearningRate = 1f;
        harness.Step();
        Assert.Equal(-1.5f, harness.Parameters["dense1.weight"][[0, 0]]);
        Assert.Equal(-0.375f, harness.Parameters["dense2.weight"][[0, 0]]);
    }

    [Fact]
    public void SumsOfSquaresSurviveOverflow()
    {
        var harness = new OptimizerHarness(new SGD(1f), s_network);
        harness.Gradients[5] = 2e25f;
        harness.Gradients[6] = -2e25f;
        harness.Parameters.Values[7] = 3e30f;
        harness.Step();
        Assert.Equal(8e50, harness.Statistics[0].UpdateSquares, 1e44);
        Assert.Equal(9e60, harness.Statistics[0].WeightSquares, 1e54);
        Assert.Equal(3e30f, harness.Statistics[0].MaxAbs);

        // The change itself leaves the range of float.
        harness.Parameters.Values[5] = -3e38f;
        harness.Gradients[5] = float.NegativeInfinity;
        harness.Gradients[6] = 0;
        harness.Step();
        Assert.Equal(float.PositiveInfinity, harness.Statistics[0].MaxAbs);
        Assert.Equal(double.PositiveInfinity, harness.Statistics[0].UpdateSquares);
    }

    [Fact]
    public void ADifferenceBeyondFloatIsMeasured()
    {
        var optimizer = new Lion(float.MaxValue, 0, 0);
        var harness = new OptimizerHarness(optimizer, s_network);
        harness.Parameters.Values[5] = 3e38f;
        harness.Gradients[5] = 1;
        harness.Step();
        harness.Parameters.Values[5] = 3e38f;
        harness.Step();
        Assert.True(float.IsFinite(harness.Statistics[0].MaxAbs));
        Assert.Equal(1, harness.Statistics[0].UpdateSquares / ((double)float.MaxValue * float.MaxValue), 1e-6);
    }

    [Fact]
    public void CenteredRmsPropSurvivesAConstantGradient()
    {
        var harness = new OptimizerHarness(new RMSprop(1e-4f, alpha: 0.5, epsilon: 1e-3, centered: true), s_network);
        harness.Gradients.Fill(0.1f);
        for (int i = 0; i < 300; i++)
        {
            harness.Step();
            Assert.True(float.IsFinite(harness.Statistics[0].MaxAbs));
        }
    }

    private static OptimizerHarness Create(string name)
    {
        var harness = new OptimizerHarness(OptimizerCatalogue.All[name](), s_network);
        OptimizerHarness.Fill(harness.Parameters.Values, s_network, 100);
        OptimizerHarness.Fill(harness.Gradients, s_network, 101);
        return harness;
    }

    private static void Run(OptimizerHarness harness, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            OptimizerHarness.Fill(harness.Gradients, s_network, (int)harness.Optimizer.StepCount + 1);
            harness.Step();
        }
    }
}
