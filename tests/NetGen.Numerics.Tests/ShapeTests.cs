using NetGen.Kernels;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Shapes at run time: what a network with positions tells of itself, reads and gives.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void A_dense_layer_works_on_every_position_by_itself()
    {
        var net = new Reshaped(seed: 3);
        var random = new Philox(1, 1);
        float[] input = new float[2 * Reshaped.InputSize];
        foreach (ref float value in input.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        var workspace = new Workspace(Reshaped.Info, 2);
        ((INetwork<Reshaped>)net).Forward(input, workspace);
        var z = workspace.Activation(Reshaped.Info.Layer("dense1"));
        Assert.Equal([24, 5], z.Lengths.ToArray());
        for (int position = 0; position < 24; position++)
        {
            for (int unit = 0; unit < 5; unit++)
            {
                double expected = net.Dense1.Bias[unit];
                for (int k = 0; k < 2; k++)
                {
                    expected += (double)input[(position * 2) + k] * net.Dense1.Weight[k, unit];
                }

                Assert.Equal(expected, z[position, unit], 1e-6);
            }
        }
    }

    [Fact]
    public void A_layer_tells_its_shapes()
    {
        LayerInfo dense = Reshaped.Info.Layer("dense2");
        Assert.Equal([6, 10], dense.InputShape);
        Assert.Equal([6, 16], dense.OutputShape);
        Assert.Equal(16, dense.OutputChannels);
        Assert.Equal(6, dense.OutputPositions);
        Assert.Equal(96, dense.Outputs);
        Assert.Equal([42], Reshaped.Info.Layer("flatten1").OutputShape);
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(15, 1)]
    [InlineData(1, 15)]
    [InlineData(15, 3)]
    [InlineData(5, 15)]
    public void Reshape_keeps_the_order_and_clears_the_padding(int from, int to)
    {
        const int Rows = 3;
        const int Size = 15;
        float[] source = new float[Rows * Size / from * 16];
        float[] destination = new float[Rows * Size / to * 16];
        Array.Fill(source, float.NaN);
        Array.Fill(destination, float.NaN);
        for (int i = 0; i < Rows * Size; i++)
        {
            source[(i / from * 16) + (i % from)] = i;
        }

        CopyKernels.Reshape(ref source[0], from, 16, ref destination[0], to, 16, Rows, Size);
        for (int i = 0; i < destination.Length; i++)
        {
            Assert.Equal(i % 16 < to ? (i / 16 * to) + (i % 16) : 0, destination[i]);
        }
    }

    [Fact]
    public void A_sequence_of_scores_takes_and_gives_a_class_for_every_position()
    {
        var net = new Reshaped(seed: 3);
        using var trainer = new Trainer<Reshaped>(net, new SGD(0.1f));
        float[] input = new float[2 * Reshaped.InputSize];
        input.AsSpan().Fill(0.5f);
        string message = Assert.Throws<ArgumentException>(() => trainer.Step(input, new int[2])).Message;
        Assert.Contains("2 x 2 labels", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Step(input, [0, 4, 0, 0]));

        int[] labels = [0, 3, 0, 3];
        StepResult first = trainer.Step(input, labels);
        StepResult last = first;
        for (int i = 0; i < 60; i++)
        {
            last = trainer.Step(input, labels);
        }

        Assert.True(last.Loss < first.Loss / 4, $"{first.Loss} -> {last.Loss}");
        int[] classes = new int[4];
        net.PredictClasses(input, classes);
        Assert.Equal(labels, classes);
        Assert.Throws<ArgumentException>(() => net.PredictClasses(input, new int[2]));

        float[] probabilities = new float[2 * Reshaped.OutputSize];
        net.PredictProbabilities(input, probabilities);
        for (int row = 0; row < 4; row++)
        {
            Assert.Equal(1, probabilities.AsSpan(row * 4, 4).ToArray().Sum(), 1e-5f);
        }
    }
}
