namespace NetGen;

/// <summary>Activation <c>f(x) = x·tanh(softplus(x))</c>.</summary>
/// <remarks>Misra 2019; PyTorch <c>Mish</c>.</remarks>
public sealed class MishAttribute : LayerAttribute;
