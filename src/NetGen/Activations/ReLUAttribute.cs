namespace NetGen;

/// <summary>Activation <c>f(x) = max(0, x)</c>.</summary>
/// <remarks>PyTorch <c>ReLU</c>. f'(0) is 0.</remarks>
public sealed class ReLUAttribute : LayerAttribute;
