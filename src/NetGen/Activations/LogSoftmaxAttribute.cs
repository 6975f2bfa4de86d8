namespace NetGen;

/// <summary>Activation <c>f(x)ᵢ = xᵢ - ln Σⱼ exp(xⱼ) over the values of a sample</c>.</summary>
/// <remarks>PyTorch <c>LogSoftmax</c>.</remarks>
public sealed class LogSoftmaxAttribute : LayerAttribute;
