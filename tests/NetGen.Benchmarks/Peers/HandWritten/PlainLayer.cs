namespace NetGen.Benchmarks.Peers.HandWritten;

/// <summary>One dense layer with what training it needs.</summary>
internal sealed class PlainLayer(int inputs, int outputs, int batch)
{
    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    public float[] Weights { get; init; } = [];

    public float[] Biases { get; init; } = [];

    public float[] WeightGradients { get; } = new float[inputs * outputs];

    public float[] BiasGradients { get; } = new float[outputs];

    public AdamMoments WeightMoments { get; } = new(inputs * outputs);

    public AdamMoments BiasMoments { get; } = new(outputs);

    /// <summary>[batch, outputs], after the activation.</summary>
    public float[] Activations { get; } = new float[batch * outputs];

    /// <summary>[batch, outputs], of the loss by what comes before the activation.</summary>
    public float[] Deltas { get; } = new float[batch * outputs];
}
