namespace NetGen;

/// <summary>
/// Dropout for SELU: in training each value becomes -λα = -1.7581, where SELU saturates, with probability <c>rate</c>, and an
/// affine map restores mean 0 and variance 1; in prediction nothing changes (Klambauer et al. 2017; PyTorch <c>AlphaDropout</c>).
/// </summary>
/// <remarks>y = a·(x or -λα) + b with a = 1/√((1 - rate)·(1 + rate·λ²α²)) and b = a·rate·λα. As reproducible as <see cref="DropoutAttribute"/>.</remarks>
/// <param name="rate">The probability that a value is dropped; at least 0 and less than 1.</param>
public sealed class AlphaDropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>The probability that a value is dropped.</summary>
    public float Rate { get; } = rate;
}
