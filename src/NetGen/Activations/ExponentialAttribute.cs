namespace NetGen;

/// <summary>Activation <c>f(x) = eˣ</c>.</summary>
/// <remarks>Keras <c>exponential</c>.</remarks>
public sealed class ExponentialAttribute : LayerAttribute;
