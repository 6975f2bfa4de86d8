namespace NetGen;

/// <summary>Activation <c>f(x) = min(max(0, x/6 + 1/2), 1)</c>.</summary>
/// <remarks>PyTorch <c>Hardsigmoid</c>.</remarks>
public sealed class HardSigmoidAttribute : LayerAttribute;
