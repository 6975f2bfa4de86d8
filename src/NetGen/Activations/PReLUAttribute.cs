namespace NetGen;

/// <summary>Activation <c>f(x) = x for x &gt; 0, a·x otherwise, with a learned</c>.</summary>
/// <remarks>He et al. 2015; PyTorch <c>PReLU</c>.</remarks>
/// <param name="initialSlope">The value that the learned slope starts at. Default 0.25.</param>
public sealed class PReLUAttribute(float initialSlope = 0.25f) : LayerAttribute
{
    /// <summary>The value that the learned slope starts at.</summary>
    public float InitialSlope { get; } = initialSlope;

    /// <summary>One slope for each unit instead of one for the layer (PyTorch <c>num_parameters</c>); default false.</summary>
    public bool PerUnit { get; set; }
}
