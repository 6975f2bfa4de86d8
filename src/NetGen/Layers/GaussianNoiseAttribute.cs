namespace NetGen;

/// <summary>
/// Additive Gaussian noise: in training <c>y = x + ξ</c> with ξ ~ N(0, deviation²) for each value; in prediction nothing
/// changes (Keras <c>GaussianNoise</c>).
/// </summary>
/// <remarks>As reproducible as <see cref="DropoutAttribute"/>. No draw is beyond 6.4 deviations.</remarks>
/// <param name="deviation">The standard deviation; at least 0.</param>
public sealed class GaussianNoiseAttribute(float deviation) : LayerAttribute
{
    /// <summary>The standard deviation.</summary>
    public float Deviation { get; } = deviation;
}
