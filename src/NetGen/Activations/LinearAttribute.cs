namespace NetGen;

/// <summary>Activation <c>f(x) = x</c>.</summary>
/// <remarks>PyTorch <c>Identity</c>.</remarks>
public sealed class LinearAttribute : LayerAttribute;
