namespace NetGen.Numerics.Tests;

/// <summary>An optimizer with the parameters of a small made-up network, stepped with given gradients.</summary>
internal sealed class OptimizerHarness
{
    private readonly AlignedBuffer _gradients;

    public OptimizerHarness(Optimizer optimizer, NetworkInfo network)
    {
        Optimizer = optimizer;
        Network = network;
        Parameters = new ParameterBuffer(network, seed: 0);
        _gradients = new AlignedBuffer(network.BufferLength, stagger: 21);
        Statistics = new UpdateStatistics[network.Parameters.Length];
        optimizer.Bind(network);
    }

    public Optimizer Optimizer { get; }

    public NetworkInfo Network { get; }

    public ParameterBuffer Parameters { get; }

    public UpdateStatistics[] Statistics { get; }

    public Span<float> Gradients => _gradients.Span;

    /// <summary>A network of dense layers with zeros for parameters: [in, out] weights and [out] biases.</summary>
    public static NetworkInfo CreateNetwork(params (int In, int Out)[] layers)
    {
        var parameters = new List<ParameterInfo>();
        int offset = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            (int inputs, int outputs) = layers[i];
            Add($"dense{i + 1}.weight", ParameterRole.Weight, i, inputs, outputs);
            Add($"dense{i + 1}.bias", ParameterRole.Bias, i, 1, outputs);
        }

        return new NetworkInfo
        {
            Name = "MadeUpNet",
            InputSize = layers[0].In,
            OutputSize = layers[^1].Out,
            Layers = [],
            Parameters = [.. parameters],
            BufferLength = offset,
            OutputGradientOffset = 0,
            WorkspacePerRow = 0,
            WorkspaceFixed = 0,
            Loss = "",
        };

        void Add(string name, ParameterRole role, int layer, int rows, int columns)
        {
            int stride = (columns + 15) / 16 * 16;
            parameters.Add(new ParameterInfo
            {
                Name = name,
                Layer = layer,
                Role = role,
                Rows = rows,
                Columns = columns,
                RowStride = stride,
                Offset = offset,
                Initializer = new InitializerSpec(Init.Zeros),
            });
            offset += rows * stride;
        }
    }

    /// <summary>The indices of all values that are not padding, tensor by tensor and row by row.</summary>
    public static int[] Indices(NetworkInfo network) =>
        [.. network.Parameters.SelectMany(static p => Enumerable.Range(0, p.Rows).SelectMany(
            row => Enumerable.Range(0, p.Columns).Select(column => p.IndexOf(row, column))))];

    /// <summary>Numbers of many magnitudes for everything that is not padding; the same for the same seed.</summary>
    public static void Fill(Span<float> buffer, NetworkInfo network, int seed)
    {
        Random random = new(seed);
        foreach (int i in Indices(network))
        {
            buffer[i] = (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 2)));
        }
    }

    public void SetWeights(ReadOnlySpan<double> values) => Set(Parameters.Values, values);

    public float[] GetWeights()
    {
        int[] indices = Indices(Network);
        float[] values = new float[indices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Parameters.Values[indices[i]];
        }

        return values;
    }

    public void Step(ReadOnlySpan<double> gradients)
    {
        Set(_gradients.Span, gradients);
        Step();
    }

    public void Step() => Optimizer.Update(Parameters, _gradients, Statistics);

    private void Set(Span<float> buffer, ReadOnlySpan<double> values)
    {
        int[] indices = Indices(Network);
        for (int i = 0; i < indices.Length; i++)
        {
            buffer[indices[i]] = (float)values[i];
        }
    }
}
