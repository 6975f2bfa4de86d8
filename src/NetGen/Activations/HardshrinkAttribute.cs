namespace NetGen;

/// <summary>Activation <c>f(x) = x for |x| &gt; lambda, 0 otherwise</c>.</summary>
/// <remarks>PyTorch <c>Hardshrink</c>.</remarks>
/// <param name="lambda">Half the width of the zero zone; at least 0. Default 0.5.</param>
public sealed class HardshrinkAttribute(float lambda = 0.5f) : LayerAttribute
{
    /// <summary>Half the width of the zero zone; at least 0.</summary>
    public float Lambda { get; } = lambda;
}
