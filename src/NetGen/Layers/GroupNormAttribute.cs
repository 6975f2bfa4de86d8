namespace NetGen;

/// <summary>
/// Group normalisation: <c>y = (x - mean)/√(variance + ε)·gain + bias</c>, with mean and variance over all positions and the
/// channels of one group, sample by sample (Wu and He 2018; PyTorch <c>GroupNorm</c>). It does not depend on the batch.
/// </summary>
/// <remarks>
/// Input and output have the same shape. Neighbouring channels form a group. Parameters: gain [channels], starting at 1, and
/// bias [channels], starting at 0. On a vector a group is a part of it, of at least two values.
/// </remarks>
/// <param name="groups">The number of groups; divides the channels.</param>
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>The number of groups.</summary>
    public int Groups { get; } = groups;

    /// <summary>ε, added to the variance; greater than 0; default 1e-5.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether a gain is learned; default true.</summary>
    public bool Gain { get; set; } = true;

    /// <summary>Whether a bias is learned; default true.</summary>
    public bool Bias { get; set; } = true;
}
