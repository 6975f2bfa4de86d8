namespace NetGen;

/// <summary>
/// Multiplicative Gaussian noise: in training <c>y = x·m</c> with m ~ N(1, rate/(1 - rate)) for each value; in prediction
/// nothing changes (Srivastava et al. 2014, section 10; Keras <c>GaussianDropout</c>).
/// </summary>
/// <remarks>The noise has the variance of a dropout of the same rate. As reproducible as <see cref="DropoutAttribute"/>.</remarks>
/// <param name="rate">The rate of the dropout that has the same variance; at least 0 and less than 1.</param>
public sealed class GaussianDropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>The rate of the dropout that has the same variance.</summary>
    public float Rate { get; } = rate;
}
