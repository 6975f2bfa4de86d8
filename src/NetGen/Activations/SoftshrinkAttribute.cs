namespace NetGen;

/// <summary>Activation <c>f(x) = x - lambda for x &gt; lambda, x + lambda for x &lt; -lambda, 0 otherwise</c>.</summary>
/// <remarks>PyTorch <c>Softshrink</c>.</remarks>
/// <param name="lambda">Half the width of the zero zone; at least 0. Default 0.5.</param>
public sealed class SoftshrinkAttribute(float lambda = 0.5f) : LayerAttribute
{
    /// <summary>Half the width of the zero zone; at least 0.</summary>
    public float Lambda { get; } = lambda;
}
