using System.Numerics.Tensors;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Blocks against the same computed by hand, and their parameters by path.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void Blocks_compute_what_they_say()
    {
        var net = new ByHand(seed: 4);
        float[] input = [0.5f, -1f, 0.25f, 2f, -0.75f, 1f];
        float[] output = new float[6];
        net.Predict(input, output);

        double[] x = [.. input];
        double[] skip = Add(x, Keeping(x, "skip"), 0.5);
        double[] both = [.. Turning(skip, "both.turning"), .. Dense(skip, "both.widening.dense1").Select(static z => 1 / (1 + Math.Exp(-z)))];
        double[] expected = Add(Turning(both, "added.turning"), Keeping(both, "added.keeping"), 1);
        Assert.Equal(13, both.Length);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(expected[i], output[i], 1e-5);
        }

        double[] Turning(double[] values, string path) => [.. Dense(values, path + ".dense1").Select(Math.Tanh)];

        double[] Keeping(double[] values, string path) => Dense([.. Dense(values, path + ".dense1").Select(Math.Tanh)], path + ".dense2");

        double[] Dense(double[] values, string path)
        {
            TensorSpan<float> weight = net.Parameters[path + ".weight"];
            TensorSpan<float> bias = net.Parameters[path + ".bias"];
            double[] z = new double[(int)weight.Lengths[1]];
            for (int unit = 0; unit < z.Length; unit++)
            {
                z[unit] = bias[unit];
                for (int k = 0; k < values.Length; k++)
                {
                    z[unit] += values[k] * weight[k, unit];
                }
            }

            return z;
        }

        static double[] Add(double[] a, double[] b, double scale) => [.. a.Zip(b, (p, q) => p + (scale * q))];
    }

    [Fact]
    public void Parameters_of_blocks_are_properties()
    {
        var net = new Meeting(seed: 2);
        Assert.Equal(3, net.Nests.Count);
        for (int i = 0; i < net.Nests.Count; i++)
        {
            TensorSpan<float> byPath = net.Parameters[$"nests.{i}.residual1.dense2.weight"];
            TensorSpan<float> byProperty = net.Nests[i].Residual1.Dense2.Weight;
            Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(ref byPath[0, 0], ref byProperty[0, 0]));
            Assert.Equal(byPath.Lengths.ToArray(), byProperty.Lengths.ToArray());
        }

        Assert.Equal([5, 6], net.Residual1.Projection.Weight.Lengths.ToArray());
        Assert.False(net.Residual1.Projection.HasBias);
        Assert.Equal([6, 7], net.Concat1.Widening.Dense1.Weight.Lengths.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Nests[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Nests[-1]);
    }

    [Fact]
    public void Loops_compute_what_the_same_layers_do_one_by_one()
    {
        var deep = new Folded(seed: 7);
        float[] values = [0.5f, -1f, 0.25f, 2f, -0.75f, 1f];
        float[] output = new float[6];
        deep.Predict(values, output);
        for (int i = 0; i < 5; i++)
        {
            var stage = new OneStage();
            CopyBlock(deep.Parameters, $"stages.{i}.", stage.Parameters, "block1.");
            values = Run(stage, values);
        }

        for (int i = 0; i < 9; i++)
        {
            var nested = new OneNested();
            CopyBlock(deep.Parameters, $"repeat1.{i}.", nested.Parameters, "block1.");
            values = Run(nested, values);
        }

        Assert.Equal(values, output);

        static float[] Run<T>(T network, float[] input)
            where T : class, INetwork<T>
        {
            float[] result = new float[6];
            network.Predict(input, result);
            return result;
        }

        static void CopyBlock(ParameterBuffer from, string fromPath, ParameterBuffer to, string toPath)
        {
            foreach (ParameterInfo p in to.Network.Parameters)
            {
                from[fromPath + p.Name[toPath.Length..]].CopyTo(to[p.Name]);
            }
        }
    }

    [Fact]
    public void Tables_of_deep_networks_are_those_of_their_layers()
    {
        NetworkInfo info = Folded.Info;
        Assert.Equal(Enumerable.Range(0, info.Layers.Length), info.Layers.Select(static l => l.Index));
        Assert.Equal(info.Layers.Length, info.Layers.Select(static l => l.Name).Distinct().Count());
        Assert.Equal("stages.4.repeat1.3.residual2", info.Layers[(5 * ((4 * OneNested.Info.Layers.Length) + 1)) - 2].Name);
        int offset = 0;
        foreach (ParameterInfo p in info.Parameters)
        {
            Assert.Equal(offset, p.Offset);
            Assert.StartsWith(info.Layers[p.Layer].Name + ".", p.Name, StringComparison.Ordinal);
            offset += p.Length;
        }

        Assert.Equal(info.BufferLength, offset);
        Assert.Equal(Folded.ParameterCount, info.ParameterCount);
        foreach (LayerInfo layer in OneNested.Info.Layers)
        {
            Assert.Equal(layer.Source, info.Layer("repeat1.8." + layer.Name["block1.".Length..]).Source);
            Assert.Equal(layer.Source, info.Layer("stages.3.repeat1.2." + layer.Name["block1.".Length..]).Source);
            Assert.Contains("ComposedNetworks.cs(", layer.Source, StringComparison.Ordinal);
        }

        Assert.Equal(36, FoldedPlain.Prediction.Layers.Length);
        Assert.Equal(Enumerable.Range(1, 36).Select(static i => $"dense{i}"), FoldedPlain.Prediction.Layers.Select(static l => l.Name));
        Assert.All(FoldedPlain.Prediction.Layers, static l => Assert.InRange(l.PreactivationScale, 0.001, 2));
    }

    [Fact]
    public void Training_a_composed_network_allocates_nothing()
    {
        var net = new Meeting(seed: 2);
        using var trainer = new Trainer<Meeting>(net, new SGD(0.01f));
        float[] input = new float[16 * Meeting.InputSize];
        float[] targets = new float[16 * Meeting.OutputSize];
        input.AsSpan().Fill(0.3f);
        targets.AsSpan().Fill(1f);
        float first = trainer.Step(input, targets).Loss;

        // The first looks at the activations are among these.
        for (int i = 0; i < 50; i++)
        {
            trainer.Step(input, targets);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        float last = 0;
        for (int i = 0; i < 50; i++)
        {
            last = trainer.Step(input, targets).Loss;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(last < first, $"{first} -> {last}");
    }
}
