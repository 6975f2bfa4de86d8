namespace NetGen;

/// <summary>
/// Makes a partial class a neural network: declares that its attributes are layers, and sets the defaults of all of them.
/// </summary>
/// <remarks>
/// What is said of weights holds for those that multiply inputs: of dense, convolution, recurrent, attention and embedding layers, of
/// transformer blocks and of projections of residuals; and penalties and <see cref="MaxNorm"/> for learned positions. Biases, gains of
/// normalisations and slopes of activations are no weights.
/// </remarks>
/// <example>
/// <code>
/// [Network, Input(2)]
/// [Dense(16), Tanh]
/// [Dense(1), BinaryCrossEntropy]
/// public partial class XorNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>
    /// How weights are initialised where a layer does not say; default <see cref="Init.Auto"/>, what suits each kind of layer. The weights of a
    /// recurrent layer's state (<see cref="RecurrentAttribute.RecurrentInit"/>) and learned positions have initializers of their own.
    /// </summary>
    public Init Init { get; set; }

    /// <summary>The scale of <see cref="Init"/>; default 1.</summary>
    public float InitScale { get; set; } = 1f;

    /// <summary>
    /// Whether layers with weights have biases where they do not say; default true. Normalisations keep theirs, which then stand in for them.
    /// </summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// Whether all layers with weights use weight normalisation where they do not say: dense, convolution, recurrent, attention and
    /// embedding layers, and projections of residuals; default false.
    /// </summary>
    public bool WeightNorm { get; set; }

    /// <summary>Whether all layers with weights use spectral normalisation where they do not say, as with <see cref="WeightNorm"/>; default false.</summary>
    public bool SpectralNorm { get; set; }

    /// <summary>The L1 penalty of all weights where a layer does not say; default 0.</summary>
    public float L1 { get; set; }

    /// <summary>The L2 penalty of all weights where a layer does not say; default 0.</summary>
    public float L2 { get; set; }

    /// <summary>
    /// The limit of the norm of each unit's incoming weights where a layer does not say, and of each token's or position's vector; 0 (the
    /// default) for none.
    /// </summary>
    public float MaxNorm { get; set; }

    /// <summary>
    /// The batch size, as the compiler is to assume it when it predicts the gradient flow; default 32. Training takes any.
    /// </summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>
    /// The learning rate, as the compiler is to assume it when it judges whether a step of plain gradient descent is too
    /// large; default 0.001; 0 does not judge. Training takes any.
    /// </summary>
    public float LearningRate { get; set; } = 1e-3f;

    /// <summary>What the generated code measures of gradients; default <see cref="Instrumentation.On"/>.</summary>
    public Instrumentation Instrument { get; set; }
}
