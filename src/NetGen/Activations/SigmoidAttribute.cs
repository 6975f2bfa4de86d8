namespace NetGen;

/// <summary>Activation <c>f(x) = 1/(1 + e⁻ˣ)</c>.</summary>
/// <remarks>PyTorch <c>Sigmoid</c>.</remarks>
public sealed class SigmoidAttribute : LayerAttribute;
