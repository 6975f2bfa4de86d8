using System.Numerics.Tensors;
using NetGen;

namespace SampleKit;

/// <summary>Random numbers and weights: every purpose has a stream of its own, so that runs can be taken in any order.</summary>
public static class Seeding
{
    /// <summary>Standard normal numbers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed of the program.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="index">Which of many.</param>
    public static float[] Normal(int count, long seed, int purpose, int index = 0)
    {
        float[] values = new float[count];
        var random = new Philox(seed, Stream(purpose, index, layer: 0));
        Initializer.Fill(new TensorSpan<float>(values), new InitializerSpec(Init.Normal), ref random);
        return values;
    }

    /// <summary>Classes, each as likely as the others.</summary>
    /// <param name="count">How many.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">The seed of the program.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="index">Which of many.</param>
    public static int[] Labels(int count, int classes, long seed, int purpose, int index = 0)
    {
        int[] labels = new int[count];
        var random = new Philox(seed, Stream(purpose, index, layer: 0));
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextInt32(classes);
        }

        return labels;
    }

    /// <summary>
    /// Draws the weights of a network again, with one initialiser for all layers; biases become 0, and magnitudes of weight
    /// normalisation the norms of their columns, so that the network starts as it would without.
    /// </summary>
    public static void Draw(ParameterBuffer parameters, InitializerSpec initializer, long seed, int purpose, int index = 0)
    {
        NetworkInfo network = parameters.Network;
        for (int i = 0; i < network.Parameters.Length; i++)
        {
            // By layer, so that a network has the same weights with and without weight normalisation.
            var random = new Philox(seed, Stream(purpose, index, network.Parameters[i].Layer));
            switch (network.Parameters[i].Role)
            {
                case ParameterRole.Weight:
                    Initializer.Fill(parameters.Tensor(i), initializer, ref random);
                    break;
                case ParameterRole.Bias:
                    parameters.Tensor(i).Clear();
                    break;
            }
        }

        for (int i = 0; i < network.Parameters.Length; i++)
        {
            if (network.Parameters[i].Role == ParameterRole.Magnitude)
            {
                ColumnNorms(parameters.Tensor(WeightOf(network, network.Parameters[i].Layer)), parameters.Tensor(i));
            }
        }
    }

    /// <summary>The index of a layer's weight among the parameters.</summary>
    public static int WeightOf(NetworkInfo network, int layer)
    {
        for (int i = 0; i < network.Parameters.Length; i++)
        {
            if (network.Parameters[i].Layer == layer && network.Parameters[i].Role == ParameterRole.Weight)
            {
                return i;
            }
        }

        throw new ArgumentException($"Layer {layer} of {network.Name} has no weights.", nameof(layer));
    }

    private static void ColumnNorms(ReadOnlyTensorSpan<float> weight, TensorSpan<float> norms)
    {
        for (nint column = 0; column < weight.Lengths[1]; column++)
        {
            double sum = 0;
            for (nint row = 0; row < weight.Lengths[0]; row++)
            {
                double value = weight[row, column];
                sum += value * value;
            }

            norms[column] = (float)Math.Sqrt(sum);
        }
    }

    private static long Stream(int purpose, int index, int layer) => ((long)purpose << 48) | ((long)index << 16) | (uint)layer;
}
