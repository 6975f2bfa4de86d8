namespace NetGen;

/// <summary>Activation <c>f(x) = x for x &gt; 0, alpha·(exp(x/alpha) - 1) otherwise</c>.</summary>
/// <remarks>Barron 2017; PyTorch <c>CELU</c>.</remarks>
/// <param name="alpha">The negated limit for x to -∞; greater than 0. Default 1.</param>
public sealed class CELUAttribute(float alpha = 1f) : LayerAttribute
{
    /// <summary>The negated limit for x to -∞; greater than 0.</summary>
    public float Alpha { get; } = alpha;
}
