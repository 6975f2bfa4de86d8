using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Which values lie in rows of 8 floats, and what looks at them from outside.</summary>
public sealed class CompactRowsTests
{
    [Fact]
    public void ValuesOfUpToEightChannelsLieInRowsOfEightFloats()
    {
        AssertStrides<CompactImages>(8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 32, 16);
        AssertStrides<CompactNumbers>([.. Enumerable.Repeat(8, 16), 16, 16, 16, 16]);
        AssertStrides<CompactDigits>(8, 8, 8, 8, 8, 128, 16);
    }

    [Fact]
    public void ASampleOfCompactRowsIsAMultipleOfSixteenFloats()
    {
        NetworkInfo[] networks = [CompactImages.Info, CompactNumbers.Info, CompactBranches.Info, CompactDigits.Info, StridedConvolutions.Info, SequenceConvolutions.Info];
        foreach (LayerInfo layer in networks.SelectMany(static n => n.Layers))
        {
            Assert.Equal(0, layer.OutputPositions * layer.OutputStride % 16);
            Assert.Equal(0, layer.OutputOffset % 16);
        }
    }

    [Fact]
    public void TheSourceOfBranchesIsCompactAndTheirEndsAreNot()
    {
        NetworkInfo info = CompactBranches.Info;
        Assert.Equal([8, 8], info.Layers.Take(2).Select(static l => l.OutputStride));
        Assert.Equal(8, info.Layer("concat1.otherCompactBranch.maxpool2d1").OutputStride);
        Assert.Equal([16, 16, 16], ((string[])["concat1.compactBranch.tanh1", "concat1.otherCompactBranch.tanh1", "concat1"]).Select(n => info.Layer(n).OutputStride));
        Assert.Equal([8, 8], ((string[])["conv2d2", "conv1d1"]).Select(n => info.Layer(n).OutputStride));
    }

    [Fact]
    public void EverythingElseLiesInPaddedRows() => Assert.All(PaddedForAReason.Info.Layers, static l => Assert.Equal((l.Name, 16), (l.Name, l.OutputStride)));

    [Fact]
    public void ActivationsAreSeenWithoutPadding()
    {
        CompactDigits net = Digits();
        using var trainer = new Trainer<CompactDigits>(net, new SGD(0.1f));
        trainer.Step(Inputs(), [0, 1, 2]);
        var z = trainer.Activation("conv2d1");
        var a = trainer.Activation("relu1");
        Assert.Equal([3 * 64, 6], a.Lengths.ToArray());
        for (int row = 0; row < 3 * 64; row++)
        {
            for (int channel = 0; channel < 6; channel++)
            {
                Assert.Equal(Math.Max(0, z[row, channel]), a[row, channel]);
            }
        }
    }

    [Fact]
    public void WhatAPoolRectifiesOnTheWayIsSeenToo()
    {
        RectifiedPools net = RectifiedPools.Create(1);
        using var trainer = new Trainer<RectifiedPools>(net, new SGD(0.1f));
        trainer.Step(PaddedMatrix.Random(3 * 72, 4), PaddedMatrix.Random(6, 5));
        foreach (int layer in (int[])[1, 2, 3])
        {
            var z = trainer.Activation($"conv2d{layer}");
            var a = trainer.Activation($"relu{layer}");
            for (nint row = 0; row < z.Lengths[0]; row++)
            {
                for (nint channel = 0; channel < z.Lengths[1]; channel++)
                {
                    Assert.Equal(Math.Max(0, z[row, channel]), a[row, channel]);
                }
            }
        }
    }

    [Fact]
    public void APredictionHasTheBitsOfTheTrainersForwardPass()
    {
        CompactDigits net = Digits();
        float[] output = new float[9];
        net.Predict(Inputs(), output);
        using var trainer = new Trainer<CompactDigits>(net, new SGD(0.1f));
        trainer.Step(Inputs(), [0, 1, 2]);
        float[] seen = new float[9];
        trainer.Activation("dense1").FlattenTo(seen);
        NumericAssert.SameBits(seen, output, "output");
    }

    [Fact]
    public void DeadChannelsAreCounted()
    {
        CompactDigits net = Digits();
        net.Parameters.Values[net.Parameters.Network.Parameters.First(static p => p.Name == "conv2d1.bias").Offset + 3] = -1e6f;
        using var trainer = new Trainer<CompactDigits>(net, new SGD(0.1f));
        trainer.Step(Inputs(), [0, 1, 2]);
        Assert.Equal(1 / 6.0, trainer.MeasureActivations("relu1").DeadFraction);
    }

    [Fact]
    public void ANonFiniteActivationIsFoundAtItsPositionAndChannel()
    {
        CompactDigits net = Digits();
        ParameterInfo weight = CompactDigits.Info.Parameters.First(static p => p.Name == "conv2d2.weight");
        net.Parameters.Values.Slice(weight.Offset, weight.Length).Clear();
        // The tap in the middle, from channel 5 to filter 7.
        net.Parameters.Values[weight.Offset + (((4 * 6) + 5) * weight.RowStride) + 7] = 1e3f;
        net.Parameters.Values[CompactDigits.Info.Parameters.First(static p => p.Name == "conv2d1.bias").Offset + 5] = 3e38f;
        using var trainer = new Trainer<CompactDigits>(net, new SGD(0.1f));
        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(Inputs(), [0, 1, 2]));
        Assert.Equal(("conv2d2", 0, 7, float.PositiveInfinity, 3 * 16), (thrown.Layer, thrown.Row, thrown.Column, thrown.Value, thrown.NonFiniteCount));
    }

    [Fact]
    public void InitialisationByDataScalesWhatLiesInCompactRows()
    {
        CompactDigits net = Digits();
        LsuvResult result = Lsuv.Initialize(net, PaddedMatrix.Random(20 * 100, 5));
        Assert.True(result.Converged, result.ToString());
        Assert.All(result.Layers, static l => NumericAssert.Close(1, l.Variance, 0.1, place: l.Name));
    }

    private static CompactDigits Digits() => CompactDigits.Create(1);

    private static float[] Inputs() => PaddedMatrix.Random(3 * 100, 4);

    private static void AssertStrides<TNetwork>(params int[] strides)
        where TNetwork : class, INetwork<TNetwork> => Assert.Equal(strides, TNetwork.Info.Layers.Select(static l => l.OutputStride));
}
