namespace NetGen;

/// <summary>
/// Dropout: in training each value becomes 0 with probability <c>rate</c> and is multiplied by 1/(1 - rate) otherwise, so that
/// its mean is kept; in prediction nothing changes (Srivastava et al. 2014; PyTorch and Keras <c>Dropout</c>).
/// </summary>
/// <remarks>
/// What is dropped is a function of the trainer's seed, the step, the layer, the row and the channel: the same seed drops the
/// same values on every machine and any number of threads. A NaN is never dropped.
/// </remarks>
/// <param name="rate">The probability that a value is dropped; at least 0 and less than 1.</param>
public sealed class DropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>The probability that a value is dropped.</summary>
    public float Rate { get; } = rate;

    /// <summary>
    /// Drops a channel of a sample at all its positions or at none (Tompson et al. 2015; PyTorch <c>Dropout1d</c>,
    /// <c>Dropout2d</c>, Keras <c>SpatialDropout</c>); default false.
    /// </summary>
    public bool Spatial { get; set; }
}
