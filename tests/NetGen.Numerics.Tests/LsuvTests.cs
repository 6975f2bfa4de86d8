using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Initialisation by data, and what it and batch normalisation do to deep networks.</summary>
public sealed class LsuvTests
{
    [Fact]
    public void EveryLayerStartsWithUnitVariance()
    {
        ThirtyLayers net = ThirtyLayers.Create(1);
        float[] batch = [.. PaddedMatrix.Random(100 * 20, 1).Select(static v => (7 * v) + 3)];
        LsuvResult result = Lsuv.Initialize(net, batch);
        Assert.True(result.Converged, result.ToString());
        Assert.Equal(30, result.Layers.Length);
        var workspace = new Workspace(ThirtyLayers.Info, 100);
        Passes.Forward(net, batch, workspace);
        foreach (LsuvLayer layer in result.Layers)
        {
            double mean = 0, squares = 0;
            var output = workspace.Activation(ThirtyLayers.Info.Layer(layer.Name));
            foreach (float value in output)
            {
                mean += value;
                squares += (double)value * value;
            }

            mean /= output.FlattenedLength;
            NumericAssert.Close(1, (squares / output.FlattenedLength) - (mean * mean), 0.01, place: layer.Name);
            NumericAssert.Close(layer.Variance, (squares / output.FlattenedLength) - (mean * mean), 1e-6, place: layer.Name);
        }

        // Orthonormal up to the factor that the report names: W·Wᵀ is its square times 1.
        ParameterInfo second = ThirtyLayers.Info.Parameters.First(static p => p.Name == "dense2.weight");
        for (int row = 0; row < 64; row += 9)
        {
            double square = 0, product = 0;
            for (int column = 0; column < 64; column++)
            {
                double a = net.Parameters.Values[second.Offset + (row * second.RowStride) + column];
                square += a * a;
                product += a * net.Parameters.Values[second.Offset + (((row + 1) % 64) * second.RowStride) + column];
            }

            NumericAssert.Close(Math.Pow(result.Layers[1].Scale, 2), square, 1e-5);
            NumericAssert.Close(0, product, 0, absolute: 1e-5);
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsAndWeightsMayBeKept()
    {
        float[] batch = PaddedMatrix.Random(50 * 20, 1);
        ThirtyLayers a = ThirtyLayers.Create(1), b = ThirtyLayers.Create(2), c = ThirtyLayers.Create(1), d = ThirtyLayers.Create(1);
        Lsuv.Initialize(a, batch);
        Lsuv.Initialize(b, batch);
        Assert.Equal(a.Parameters.Values.ToArray(), b.Parameters.Values.ToArray());
        Lsuv.Initialize(c, batch, new LsuvOptions { Seed = 2 });
        Assert.NotEqual(a.Parameters.Values.ToArray(), c.Parameters.Values.ToArray());
        float before = d.Parameters.Values[0];
        LsuvResult kept = Lsuv.Initialize(d, batch, new LsuvOptions { Orthonormal = false });
        NumericAssert.Close(before * kept.Layers[0].Scale, d.Parameters.Values[0], 1e-6);
    }

    [Fact]
    public void MagnitudesAreRescaledAndSpectralNormalisationIsLeft()
    {
        LsuvSchemes net = LsuvSchemes.Create(1);
        float[] batch = PaddedMatrix.Random(60 * 24, 1);
        LsuvResult result = Lsuv.Initialize(net, batch);
        Assert.False(result.Converged);
        Assert.Equal(["dense1", "dense2", "dense3", "dense4"], result.Layers.Select(static l => l.Name));
        Assert.Equal(0, result.Layers[1].Iterations);
        Assert.Equal(result.Layers[1].VarianceBefore, result.Layers[1].Variance);
        foreach (int i in (int[])[0, 2, 3])
        {
            NumericAssert.Close(1, result.Layers[i].Variance, 0.01, place: result.Layers[i].Name);
        }

        double norm = Math.Sqrt(Enumerable.Range(0, 6).Sum(i => Math.Pow(net.Dense1.Weight[i, 0], 2)));
        NumericAssert.Close(result.Layers[0].Scale, net.Dense1.Magnitude[0] / norm, 1e-5);
        Assert.All(net.Batchnorm1.RunningMean.ToArray(), static m => Assert.Equal(0, m));
    }

    [Fact]
    public void WhatCannotBeScaledIsRefused()
    {
        ThirtyLayers net = ThirtyLayers.Create(1);
        Assert.Contains("is not one or more whole samples", Assert.Throws<ArgumentException>(() => Lsuv.Initialize(net, new float[30])).Message, StringComparison.Ordinal);
        Assert.Contains("dense1", Assert.Throws<ArgumentException>(() => Lsuv.Initialize(net, new float[40])).Message, StringComparison.Ordinal);
        float[] bad = PaddedMatrix.Random(40, 1);
        bad[7] = float.NaN;
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => Lsuv.Initialize(net, bad)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Lsuv.Initialize(net, new float[40], new LsuvOptions { Tolerance = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lsuv.Initialize(net, new float[40], new LsuvOptions { MaxIterations = 0 }));
    }

    [Fact]
    public void BatchNormStackGrowsItsGradientByTheKnownFactor()
    {
        // Geometric mean over layers and seeds of ‖δ‖² from layer to layer; the norm of a weight's gradient follows δ, because
        // what enters each layer has the same distribution. The formula is that of an infinite batch.
        const int Batch = 256;
        double sum = 0;
        int count = 0;
        for (int seed = 1; seed <= 6; seed++)
        {
            BatchNormStack net = BatchNormStack.Create(seed);
            var workspace = new Workspace(BatchNormStack.Info, Batch) { Training = true };
            float[] input = PaddedMatrix.Random(Batch * 256, seed);
            int[] labels = [.. Enumerable.Range(0, Batch).Select(static i => i % 10)];
            Passes.Train(net, input, labels, workspace);
            double Gradient(string name)
            {
                TensorStatistics s = workspace.Statistics[BatchNormStack.Info.IndexOf(name)];
                return s.SumOfSquares;
            }

            sum += Math.Log(Gradient("dense2.weight") / Gradient("dense10.weight"));
            count += 8;
        }

        NumericAssert.Close(Math.PI / (Math.PI - 1), Math.Exp(sum / count), 0.02);
    }
}
