namespace NetGen;

/// <summary>Activation <c>f(x) = x for x &gt; 0, a·x otherwise; in training a ~ U(lower, upper) for each value, in prediction a = (lower+upper)/2</c>.</summary>
/// <remarks>Xu et al. 2015; PyTorch <c>RReLU</c>.</remarks>
/// <param name="lower">The least slope. Default 0.125.</param>
/// <param name="upper">The largest slope. Default 0.33333334.</param>
public sealed class RReLUAttribute(float lower = 0.125f, float upper = 0.33333334f) : LayerAttribute
{
    /// <summary>The least slope.</summary>
    public float Lower { get; } = lower;

    /// <summary>The largest slope.</summary>
    public float Upper { get; } = upper;
}
