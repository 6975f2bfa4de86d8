namespace NetGen;

/// <summary>Activation <c>f(x) = (eˣ - e⁻ˣ)/(eˣ + e⁻ˣ)</c>.</summary>
/// <remarks>PyTorch <c>Tanh</c>.</remarks>
public sealed class TanhAttribute : LayerAttribute;
