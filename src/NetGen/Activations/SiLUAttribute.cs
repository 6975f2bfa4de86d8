namespace NetGen;

/// <summary>Activation <c>f(x) = x·sigmoid(x), also called Swish</c>.</summary>
/// <remarks>Elfwing et al. 2017; PyTorch <c>SiLU</c>.</remarks>
public sealed class SiLUAttribute : LayerAttribute;
