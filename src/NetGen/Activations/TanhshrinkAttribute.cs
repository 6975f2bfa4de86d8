namespace NetGen;

/// <summary>Activation <c>f(x) = x - tanh(x)</c>.</summary>
/// <remarks>PyTorch <c>Tanhshrink</c>.</remarks>
public sealed class TanhshrinkAttribute : LayerAttribute;
