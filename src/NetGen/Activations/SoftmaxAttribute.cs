namespace NetGen;

/// <summary>Activation <c>f(x)ᵢ = exp(xᵢ)/Σⱼ exp(xⱼ) over the values of a sample</c>.</summary>
/// <remarks>PyTorch <c>Softmax</c>. Do not put it before SoftmaxCrossEntropy, which contains it.</remarks>
public sealed class SoftmaxAttribute : LayerAttribute;
