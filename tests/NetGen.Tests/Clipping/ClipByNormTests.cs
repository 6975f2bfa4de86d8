namespace NetGen.Tests.Clipping;

public class ClipByNormTests
{
    private static readonly int[][] Layers = [[0, 1], [2, 3], [4], [5, 6]];

    [Fact]
    public void GlobalNormAgreesWithPyTorch()
    {
        foreach (ClipNetwork.Limited golden in ClipNetwork.LoadGolden().GlobalNorm)
        {
            var network = new ClipNetwork();
            ClipResult result = network.Apply(Clip.GlobalNorm(golden.Limit));
            Assert.Equal(golden.Norm, result.NormBefore, golden.Norm * 1e-6);
            Assert.Equal(golden.Limit < golden.Norm, result.Clipped);
            AssertClose(golden.Gradient, network.Flat());
        }
    }

    [Fact]
    public void ValueAgreesWithPyTorch()
    {
        foreach (ClipNetwork.Limited golden in ClipNetwork.LoadGolden().Value)
        {
            var network = new ClipNetwork();
            ClipResult result = network.Apply(Clip.Value(golden.Limit));
            Assert.Equal(golden.Limit < 3.9f, result.Clipped);
            Assert.Equal(golden.Gradient, network.Flat());
        }
    }

    [Fact]
    public void GlobalNormKeepsTheDirectionOfTheWhole()
    {
        var network = new ClipNetwork();
        double before = network.Norm();
        float[] expected = [.. network.Flat().Select(v => (float)(v * (7 / (before + 1e-6))))];
        network.Apply(Clip.GlobalNorm(7));
        Assert.Equal(expected, network.Flat());
        Assert.Equal(7, network.Norm(), 1e-5);
    }

    [Fact]
    public void PerLayerNormLimitsEachLayerOnItsOwn()
    {
        var network = new ClipNetwork();
        double[] before = [.. Layers.Select(network.Norm)];
        float limit = (float)before.Order().ElementAt(1) + 0.5f;
        network.Apply(Clip.PerLayerNorm(limit));
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            Assert.Equal(Math.Min(before[layer], limit), network.Norm(Layers[layer]), 1e-5);
        }

        // The tensors of a limited layer keep their proportion.
        var original = new ClipNetwork();
        Assert.Equal(original.Norm(5) / original.Norm(6), network.Norm(5) / network.Norm(6), 1e-6);
        Assert.True(network.Norm(5) < original.Norm(5));
    }

    [Fact]
    public void PerTensorNormLimitsEachTensorOnItsOwn()
    {
        var network = new ClipNetwork();
        double[] before = [.. Enumerable.Range(0, 7).Select(t => network.Norm(t))];
        float limit = (float)before.Order().ElementAt(3) + 0.25f;
        network.Apply(Clip.PerTensorNorm(limit));
        for (int t = 0; t < before.Length; t++)
        {
            Assert.Equal(Math.Min(before[t], limit), network.Norm(t), 1e-5);
        }
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(3e38f)]
    [InlineData(1e-30f)]
    [InlineData(1e-44f)]
    public void NormsSurviveNumbersWhoseSquaresDoNotFit(float magnitude)
    {
        var large = new ClipNetwork();
        large.Fill(k => k % 2 == 0 ? magnitude : -magnitude);
        bool tiny = magnitude < 1;
        large.Apply(tiny ? Clip.Normalize() : Clip.GlobalNorm(1));
        int count = large.Flat().Length;
        Assert.Equal(1, large.Norm(), 1e-6);
        Assert.All(large.Flat(), v => Assert.Equal(1 / Math.Sqrt(count), Math.Abs(v), 1e-8));

        var tensors = new ClipNetwork();
        tensors.Fill(_ => magnitude);
        tensors.Apply(Clip.PerTensorNorm(1));
        Assert.Equal(tiny ? magnitude * Math.Sqrt(70) : 1, tensors.Norm(6), 1e-6);
    }

    [Fact]
    public void NormalizeGivesLengthOneWhateverTheLength()
    {
        var network = new ClipNetwork();
        double norm = network.Norm();
        float[] expected = [.. network.Flat().Select(v => (float)(v * (1 / norm)))];
        network.Apply(Clip.Normalize());
        Assert.Equal(expected, network.Flat());

        network.Fill(static _ => 0);
        Assert.False(network.Apply(Clip.Normalize()).Clipped);
    }

    [Fact]
    public void WhatIsWithinTheLimitKeepsItsBits()
    {
        foreach (Clip clip in (Clip[])[Clip.Value(4), Clip.GlobalNorm(1e6f), Clip.PerLayerNorm(1e6f), Clip.PerTensorNorm(1e6f), Clip.PerUnit(1e6f)])
        {
            var network = new ClipNetwork();
            Assert.False(network.Apply(clip).Clipped);
        }
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Math.Abs(expected[i]) * 1e-6f);
        }
    }
}
