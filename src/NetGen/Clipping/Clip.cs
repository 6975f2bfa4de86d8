namespace NetGen;

/// <summary>Limits the gradient between the backward pass and the optimizer. The name of each says what its limit is for.</summary>
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
}
