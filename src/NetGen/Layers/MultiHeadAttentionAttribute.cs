namespace NetGen;

/// <summary>
/// Multi-head self-attention (Vaswani et al. 2017; PyTorch <c>MultiheadAttention</c>): for each head, with q, k, v of d = features/heads
/// values a step, <c>softmax(q·kᵀ/√d)·v</c>; the heads are concatenated and multiplied by an output matrix.
/// </summary>
/// <remarks>
/// <para>
/// Shapes: [batch, steps, features] in and out. The projection [q, k, v] = x·W + b has W [features, 3, heads, d] and b [3, heads, d], the
/// output matrix is [features, features] with a bias.
/// </para>
/// <para>
/// Parameters: 4·(features² + features). Floating-point operations of a sample: 8·steps·features² + 4·steps²·features; memory for training grows
/// with heads·steps².
/// </para>
/// </remarks>
/// <param name="heads">The number of heads; divides the features.</param>
public sealed class MultiHeadAttentionAttribute(int heads) : LayerAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Lets a step attend to itself and the steps before it only; default false.</summary>
    public bool Causal { get; set; }

    /// <summary>
    /// The rate at which training drops attention weights (PyTorch <c>dropout</c>): softmax(q·kᵀ/√d) is multiplied by m, which is 0 at this rate
    /// and 1/(1 - rate) otherwise, for each sample, head, query and key by itself; at least 0 and less than 1; default 0. The same seed draws the
    /// same on any machine, at any vector width and on any number of threads.
    /// </summary>
    public float Dropout { get; set; }

    /// <summary>
    /// How the weights are initialised; default that of the network, and <see cref="NetGen.Init.XavierUniform"/> where that is
    /// <see cref="NetGen.Init.Auto"/>.
    /// </summary>
    public Init Init { get; set; }

    /// <summary>The scale of <see cref="Init"/>; default 1.</summary>
    public float InitScale { get; set; } = 1f;

    /// <summary>Whether projection and output have biases; default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// Weight normalisation (Salimans and Kingma 2016; PyTorch <c>weight_norm</c> with dim 0): W = g·v/‖v‖ for each unit of the projection
    /// and of the output matrix, with v and g learned. The magnitudes g are parameters of their own, <c>magnitude</c> and
    /// <c>outputMagnitude</c>, and start at ‖v‖, so that the network starts as it would without; default false.
    /// </summary>
    public bool WeightNorm { get; set; }

    /// <summary>
    /// Spectral normalisation (Miyato et al. 2018; PyTorch <c>spectral_norm</c>): W = V/σ with V learned and σ its largest
    /// singular value, of the projection as a whole and of the output matrix, as one step of the power iteration before each training step
    /// estimates it. The iteration's vectors are state, kept with the parameters; they start with 15 steps. Default false.
    /// </summary>
    public bool SpectralNorm { get; set; }

    /// <summary>Limits the norm of each unit's weights, of queries, keys, values and output by itself, after every update; 0 (the default) for no limit.</summary>
    public float MaxNorm { get; set; }

    /// <summary>Scales each unit's weights, of queries, keys, values and output by itself, to norm 1 after every update; default false.</summary>
    public bool UnitNorm { get; set; }

    /// <summary>Sets negative weights to 0 after every update; default false.</summary>
    public bool NonNegative { get; set; }

    /// <summary>The coefficient of the penalty L1·Σ|w| on projection and output matrix; default 0.</summary>
    public float L1 { get; set; }

    /// <summary>The coefficient of the penalty L2·Σw² on projection and output matrix; default 0.</summary>
    public float L2 { get; set; }
}
