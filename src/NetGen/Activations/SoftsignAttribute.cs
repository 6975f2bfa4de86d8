namespace NetGen;

/// <summary>Activation <c>f(x) = x/(1 + |x|)</c>.</summary>
/// <remarks>PyTorch <c>Softsign</c>.</remarks>
public sealed class SoftsignAttribute : LayerAttribute;
