namespace NetGen;

/// <summary>Activation <c>f(x) = x for x &gt; 0, slope·x otherwise</c>.</summary>
/// <remarks>Maas et al. 2013; PyTorch <c>LeakyReLU</c>. f'(0) is slope.</remarks>
/// <param name="slope">The slope for negative inputs. Default 0.01.</param>
public sealed class LeakyReLUAttribute(float slope = 0.01f) : LayerAttribute
{
    /// <summary>The slope for negative inputs.</summary>
    public float Slope { get; } = slope;
}
