namespace NetGen;

/// <summary>
/// Instance normalisation: <c>y = (x - mean)/√(variance + ε)</c>, with mean and variance of each channel over the positions of
/// each sample (Ulyanov, Vedaldi and Lempitsky 2016; PyTorch <c>InstanceNorm1d</c>, <c>InstanceNorm2d</c>): group
/// normalisation with a group for each channel.
/// </summary>
/// <remarks>Input and output have the same shape, a sequence or an image of at least two positions.</remarks>
public sealed class InstanceNormAttribute : LayerAttribute
{
    /// <summary>ε, added to the variance; greater than 0; default 1e-5.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether a gain [channels], starting at 1, is learned; default false, as in PyTorch.</summary>
    public bool Gain { get; set; }

    /// <summary>Whether a bias [channels], starting at 0, is learned; default false, as in PyTorch.</summary>
    public bool Bias { get; set; }
}
