namespace NetGen;

/// <summary>Activation <c>f(x) = x·Φ(x) = x/2·(1 + erf(x/√2))</c>.</summary>
/// <remarks>Hendrycks and Gimpel 2016; PyTorch <c>GELU</c>.</remarks>
public sealed class GELUAttribute : LayerAttribute
{
    /// <summary>Uses the tanh approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) (PyTorch <c>approximate="tanh"</c>); default false.</summary>
    public bool Approximate { get; set; }
}
