namespace NetGen;

/// <summary>
/// A residual connection: <c>y = x + scale·T(x)</c> (He et al. 2016, Deep Residual Learning). The gradient reaches x unchanged beside
/// what comes through the block, so that depth does not make it vanish.
/// </summary>
/// <remarks>
/// <para>
/// Where T changes the shape, x goes through a projection W without bias, named <c>projection</c>: <c>y = x·W + scale·T(x)</c>. Where T changes
/// the last dimension only, it is a dense layer over it. Where the windows of T thin out an image or a sequence, it is a convolution of one
/// tap with T's stride s, the product of the strides of its convolutions and pools (He et al. 2016, option B; PyTorch
/// <c>Conv2d(in, out, 1, stride=s, bias=False)</c>), and T must leave ceil(n/s) positions of n, as <see cref="Padding.Same"/> does, or a
/// window of 3 with <c>Pad = 1</c>. Anything else is an error with both shapes. Parameters: those of T, and in·out of a projection.
/// </para>
/// <para>The options of the network for weights hold for a projection too; without any, it starts with <see cref="Init.XavierUniform"/>.</para>
/// </remarks>
/// <example><code>
/// [Block]
/// [Conv2D(32, kernel: 3, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
/// [Conv2D(32, kernel: 3, Pad = 1, Bias = false), BatchNorm]
/// class Down;
///
/// [Network, Input(32, 32, 16)]
/// [Residual&lt;Down&gt;, ReLU, GlobalAveragePool]
/// [Dense(10), SoftmaxCrossEntropy]
/// public partial class Halved;
/// </code></example>
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
