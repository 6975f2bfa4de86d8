namespace NetGen;

/// <summary>
/// Batch normalisation: <c>y = (x - mean)/√(variance + ε)·gain + bias</c>, channel by channel (Ioffe and Szegedy 2015; PyTorch
/// <c>BatchNorm1d</c>, <c>BatchNorm2d</c>, Keras <c>BatchNormalization</c>). In training mean and variance are those of the
/// channel over all samples and positions of the batch; in prediction they are running statistics.
/// </summary>
/// <remarks>
/// <para>
/// Input and output have the same shape; a channel is an element of the last axis. Parameters: gain [channels], starting at 1,
/// and bias [channels], starting at 0. The running mean (from 0) and variance (from 1) are state: kept with the parameters and
/// not learned. After a step running = (1 - momentum)·running + momentum·batch, with the variance as Σ(x - mean)²/(n - 1),
/// while the batch itself is normalised with Σ(x - mean)²/n, as PyTorch does.
/// </para>
/// <para>
/// Samples depend on each other in training. A step needs at least two values of each channel: a batch of one sample with one
/// position throws <see cref="ArgumentException"/>. A bias of the layer before has no effect, because the mean takes it away;
/// declare that layer with <c>Bias = false</c>.
/// </para>
/// </remarks>
/// <example><code>
/// [Dense(64, Bias = false), BatchNorm, ReLU]
/// </code></example>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>How far the running statistics move with each step, in [0, 1] (PyTorch's momentum, Keras' 1 - momentum); default 0.1.</summary>
    public float Momentum { get; set; } = 0.1f;

    /// <summary>ε, added to the variance; greater than 0; default 1e-5.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether a gain is learned (Keras <c>scale</c>); default true.</summary>
    public bool Gain { get; set; } = true;

    /// <summary>Whether a bias is learned (Keras <c>center</c>); default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// Folds the layer into the one before it when predicting, which must be a dense layer or a convolution: W' = W·s, b' = (b - mean)·s + bias
    /// with s = gain/√(variance + ε), so that a prediction does not run this layer at all. The results agree to rounding, and
    /// training is not affected; default false.
    /// </summary>
    public bool Fold { get; set; }
}
