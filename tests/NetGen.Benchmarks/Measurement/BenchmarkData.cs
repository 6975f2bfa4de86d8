namespace NetGen.Benchmarks.Measurement;

/// <summary>What all implementations of one network work on: the same batch, the same starting parameters.</summary>
internal sealed class BenchmarkData
{
    /// <summary>
    /// Adam's learning rate while the time is taken. So small that the network stays what it is: a network that learns its one batch by heart
    /// ends with gradients too small for normal floats, which peers without NetGen's flush take many times longer for.
    /// </summary>
    public const float LearningRate = 1e-6f;

    private BenchmarkData(NetworkInfo info, int batch, float[] input, float[] targets, int[] labels, float[][] parameters)
    {
        Info = info;
        Batch = batch;
        Input = input;
        Targets = targets;
        Labels = labels;
        Parameters = parameters;
    }

    /// <summary>The network's description.</summary>
    public NetworkInfo Info { get; }

    /// <summary>Rows.</summary>
    public int Batch { get; }

    /// <summary>[batch, inputs].</summary>
    public float[] Input { get; }

    /// <summary>[batch, outputs], or empty where the loss takes class indices.</summary>
    public float[] Targets { get; }

    /// <summary>[batch], or empty where the loss takes target values.</summary>
    public int[] Labels { get; }

    /// <summary>The starting parameters in NetGen's order, without padding; a weight is [in, out].</summary>
    public float[][] Parameters { get; }

    /// <summary>Makes a batch of normal numbers; the same network and batch size give the same.</summary>
    public static BenchmarkData Create(NetworkInfo info, int batch)
    {
        var random = new Philox(seed: 7, stream: batch);
        float[] input = Normal(ref random, batch * info.InputSize);
        float[] targets = info.TakesClassIndices ? [] : Normal(ref random, batch * info.OutputSize);
        int[] labels = info.TakesClassIndices ? new int[batch] : [];
        foreach (ref int label in labels.AsSpan())
        {
            label = random.NextInt32(info.OutputSize);
        }

        return new BenchmarkData(info, batch, input, targets, labels, Unpadded(info, new ParameterBuffer(info, seed: 1).Values));
    }

    /// <summary>The tensors of a buffer of NetGen's, without padding.</summary>
    public static float[][] Unpadded(NetworkInfo info, ReadOnlySpan<float> buffer)
    {
        float[][] tensors = new float[info.Parameters.Length][];
        for (int i = 0; i < tensors.Length; i++)
        {
            ParameterInfo parameter = info.Parameters[i];
            tensors[i] = new float[parameter.Count];
            for (int j = 0; j < parameter.Count; j++)
            {
                tensors[i][j] = buffer[parameter.IndexOf(j / parameter.Columns, j % parameter.Columns)];
            }
        }

        return tensors;
    }

    private static float[] Normal(ref Philox random, int count)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        return values;
    }
}
