namespace NetGen;

/// <summary>Activation <c>f(x) = x for x &gt; 0, alpha·(eˣ - 1) otherwise</c>.</summary>
/// <remarks>Clevert et al. 2016; PyTorch <c>ELU</c>.</remarks>
/// <param name="alpha">The negated limit for x to -∞. Default 1.</param>
public sealed class ELUAttribute(float alpha = 1f) : LayerAttribute
{
    /// <summary>The negated limit for x to -∞.</summary>
    public float Alpha { get; } = alpha;
}
