namespace NetGen;

/// <summary>
/// A learned vector for each token (PyTorch <c>Embedding</c>): <c>y[t] = E[x[t]]</c> with E [vocabulary, features]. The input is a row of
/// token ids, <c>[Input(steps)]</c> or <c>[Input(steps, 1)]</c>, whole numbers as floats; the output is [batch, steps, features].
/// </summary>
/// <remarks>
/// <para>It is the first layer of a network. An id outside 0..vocabulary-1 is an <see cref="ArgumentException"/> before anything is written.</para>
/// <para>The gradient goes into the rows that the batch used. Parameters: vocabulary·features.</para>
/// </remarks>
/// <example><code>
/// [Network, Input(64)]
/// [Embedding(65, 32), GRU(128, Sequences = true)]
/// [Dense(65), SoftmaxCrossEntropy]
/// public partial class Speller;
/// </code></example>
/// <param name="vocabulary">The number of tokens; at least 1.</param>
/// <param name="features">The length of a token's vector; at least 1.</param>
public sealed class EmbeddingAttribute(int vocabulary, int features) : LayerAttribute
{
    /// <summary>The number of tokens.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>The length of a token's vector.</summary>
    public int Features { get; } = features;

    /// <summary>
    /// How the vectors are initialised; default that of the network, and <see cref="NetGen.Init.Normal"/>, as in PyTorch, where that is
    /// <see cref="NetGen.Init.Auto"/>. The fan-in is the vocabulary.
    /// </summary>
    public Init Init { get; set; }

    /// <summary>The scale of <see cref="Init"/>; default 1.</summary>
    public float InitScale { get; set; } = 1f;

    /// <summary>The coefficient of the penalty L1·Σ|w| on the table; default 0.</summary>
    public float L1 { get; set; }

    /// <summary>The coefficient of the penalty L2·Σw² on the table; default 0.</summary>
    public float L2 { get; set; }

    /// <summary>Limits the norm of each token's vector (PyTorch <c>max_norm</c>, here of the whole table) after every update; 0 (the default) for no limit.</summary>
    public float MaxNorm { get; set; }

    /// <summary>Scales each token's vector to norm 1 after every update; default false.</summary>
    public bool UnitNorm { get; set; }

    /// <summary>Sets negative weights to 0 after every update; default false.</summary>
    public bool NonNegative { get; set; }

    /// <summary>
    /// Weight normalisation (Salimans and Kingma 2016; PyTorch <c>weight_norm</c> with dim 1): E = g·v/‖v‖ for each feature over the
    /// tokens, as for the dense layer on one-hot vectors that an embedding is. The magnitudes g are a parameter of their own,
    /// <c>magnitude</c>, and start at ‖v‖. The whole table is computed at every step; default false.
    /// </summary>
    public bool WeightNorm { get; set; }

    /// <summary>
    /// Spectral normalisation (Miyato et al. 2018; PyTorch <c>spectral_norm</c>): E = V/σ with V learned and σ its largest singular value,
    /// as one step of the power iteration before each training step estimates it. The whole table is computed at every step; default false.
    /// </summary>
    public bool SpectralNorm { get; set; }
}
