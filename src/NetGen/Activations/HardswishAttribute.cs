namespace NetGen;

/// <summary>Activation <c>f(x) = x·min(max(0, x + 3), 6)/6</c>.</summary>
/// <remarks>Howard et al. 2019; PyTorch <c>Hardswish</c>.</remarks>
public sealed class HardswishAttribute : LayerAttribute;
