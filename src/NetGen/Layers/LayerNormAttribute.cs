namespace NetGen;

/// <summary>
/// Layer normalisation over the last axis: <c>y = (x - mean)/√(variance + ε)·gain + bias</c>, with mean and variance over the
/// channels of each position of each sample (Ba, Kiros and Hinton 2016; PyTorch <c>LayerNorm</c> over the last axis).
/// </summary>
/// <remarks>
/// Input and output have the same shape. Parameters: gain [channels], starting at 1, and bias [channels], starting at 0. It
/// needs at least two channels and behaves the same in training and in prediction.
/// </remarks>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>ε, added to the variance; greater than 0; default 1e-5.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether a gain is learned; default true.</summary>
    public bool Gain { get; set; } = true;

    /// <summary>Whether a bias is learned; default true.</summary>
    public bool Bias { get; set; } = true;
}
