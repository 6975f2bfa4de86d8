namespace NetGen;

/// <summary>Limits the gradient between the backward pass and the optimizer. The name of each says what its limit is for.</summary>
/// <remarks>
/// <para>
/// Norms and factors are computed in double precision, so that a gradient whose squares do not fit a
/// <see langword="float"/> is limited correctly, and the result is the same on every machine. No clip allocates once it has
/// seen a network.
/// </para>
/// <para>
/// NaN and infinity are never made finite: what a clip would treat together (the whole gradient, a layer, a tensor) is left
/// as it is when it contains one. What to do then is the trainer's policy.
/// </para>
/// <para>
/// Some clips remember previous steps (<see cref="ZScore"/>, <see cref="Percentile"/>, <see cref="Noise"/>,
/// <see cref="Sequence"/>): give each trainer its own.
/// </para>
/// </remarks>
public abstract partial class Clip
{
    /// <summary>
    /// Limits the gradient in place.
    /// </summary>
    /// <param name="parameters">The parameters, for clips that compare a gradient with its weights.</param>
    /// <param name="gradients">The gradient, laid out like the parameters.</param>
    /// <param name="before">
    /// The norms of each tensor before. Filled by the generated code, or by the trainer when the network is not instrumented.
    /// </param>
    /// <param name="after">Receives the norms of each tensor after.</param>
    protected internal abstract ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after);

    /// <summary>Forgets previous steps, as if the clip were new. Does nothing for clips that remember none.</summary>
    public virtual void Reset()
    {
    }
}
