namespace NetGen;

/// <summary>Activation <c>f(x) = ln(1/(1 + e⁻ˣ))</c>.</summary>
/// <remarks>PyTorch <c>LogSigmoid</c>.</remarks>
public sealed class LogSigmoidAttribute : LayerAttribute;
