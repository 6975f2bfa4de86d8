namespace NetGen;

/// <summary>Activation <c>f(x) = min(max(min, x), max)</c>.</summary>
/// <remarks>PyTorch <c>Hardtanh</c>.</remarks>
/// <param name="min">The least value. Default -1.</param>
/// <param name="max">The largest value. Default 1.</param>
public sealed class HardTanhAttribute(float min = -1f, float max = 1f) : LayerAttribute
{
    /// <summary>The least value.</summary>
    public float Min { get; } = min;

    /// <summary>The largest value.</summary>
    public float Max { get; } = max;
}
