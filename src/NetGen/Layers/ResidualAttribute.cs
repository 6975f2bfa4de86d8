namespace NetGen;

/// <summary>
/// A residual connection: <c>y = x + scale·T(x)</c> (He et al. 2016, Deep Residual Learning). The gradient reaches x unchanged beside
/// what comes through the block, so that depth does not make it vanish.
/// </summary>
/// <remarks>
/// Where T changes the last dimension of the shape, x goes through a dense layer without bias, named <c>projection</c>, which on
/// images is a 1x1 convolution; T must keep the other dimensions. Parameters: those of T, and in·out of a projection.
/// </remarks>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
public sealed class ResidualAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>
    /// The factor of the block's output; default 1. Less than 1, such as 1/√depth, keeps the signal of very deep networks from growing.
    /// </summary>
    public float Scale { get; set; } = 1f;

    /// <summary>Whether a projection is inserted where shapes differ; default true. Otherwise differing shapes are an error.</summary>
    public bool Projection { get; set; } = true;
}
