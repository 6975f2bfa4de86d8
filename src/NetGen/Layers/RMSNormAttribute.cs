namespace NetGen;

/// <summary>
/// Root-mean-square normalisation over the last axis: <c>y = x/√(mean of x² + ε)·gain</c>, position by position (Zhang and
/// Sennrich 2019; PyTorch <c>RMSNorm</c>): layer normalisation without the mean and the bias.
/// </summary>
/// <remarks>Input and output have the same shape. Parameters: gain [channels], starting at 1.</remarks>
public sealed class RMSNormAttribute : LayerAttribute
{
    /// <summary>ε, added to the mean of the squares; greater than 0; default 2⁻²³ ≈ 1.19e-7, as in PyTorch.</summary>
    public float Epsilon { get; set; } = 1.1920929e-07f;

    /// <summary>Whether a gain is learned; default true.</summary>
    public bool Gain { get; set; } = true;
}
