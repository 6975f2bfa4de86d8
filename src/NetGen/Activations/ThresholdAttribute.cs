namespace NetGen;

/// <summary>Activation <c>f(x) = x for x &gt; threshold, value otherwise</c>.</summary>
/// <remarks>PyTorch <c>Threshold</c>.</remarks>
/// <param name="threshold">The limit above which inputs pass.</param>
/// <param name="value">What the others become.</param>
public sealed class ThresholdAttribute(float threshold, float value) : LayerAttribute
{
    /// <summary>The limit above which inputs pass.</summary>
    public float Threshold { get; } = threshold;

    /// <summary>What the others become.</summary>
    public float Value { get; } = value;
}
