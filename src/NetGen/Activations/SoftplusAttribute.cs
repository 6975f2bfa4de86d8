namespace NetGen;

/// <summary>Activation <c>f(x) = ln(1 + exp(beta·x))/beta</c>.</summary>
/// <remarks>PyTorch <c>Softplus</c> (without its threshold: the formula is evaluated so that it does not overflow).</remarks>
/// <param name="beta">The sharpness; greater than 0. Default 1.</param>
public sealed class SoftplusAttribute(float beta = 1f) : LayerAttribute
{
    /// <summary>The sharpness; greater than 0.</summary>
    public float Beta { get; } = beta;
}
