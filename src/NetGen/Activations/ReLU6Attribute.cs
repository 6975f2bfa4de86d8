namespace NetGen;

/// <summary>Activation <c>f(x) = min(max(0, x), 6)</c>.</summary>
/// <remarks>PyTorch <c>ReLU6</c>.</remarks>
public sealed class ReLU6Attribute : LayerAttribute;
