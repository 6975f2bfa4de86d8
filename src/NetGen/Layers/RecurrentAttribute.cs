namespace NetGen;

/// <summary>
/// What recurrent layers share. The input is a sequence, [batch, steps, features], as <c>[Input(steps, features)]</c> declares it; the
/// layer walks through it step by step with a state that starts at zero.
/// </summary>
/// <remarks>
/// <para>Declare several to stack them; all but the last then need <see cref="Sequences"/>.</para>
/// <para>
/// Training measures the gradient of the loss with respect to the state at each step (<see cref="Trainer{TNetwork}.StepGradients"/>), which
/// shows where it vanishes or explodes over time.
/// </para>
/// </remarks>
/// <param name="units">The size of the state; at least 1.</param>
public abstract class RecurrentAttribute(int units) : LayerAttribute
{
    /// <summary>The size of the state.</summary>
    public int Units { get; } = units;

    /// <summary>
    /// Whether the output is the state at every step, [batch, steps, units], or the last one only, [batch, units] (Keras
    /// <c>return_sequences</c>); default false.
    /// </summary>
    public bool Sequences { get; set; }

    /// <summary>
    /// Also walks through the sequence from its end, with parameters of its own, and concatenates both outputs, forward first: 2·units
    /// (PyTorch <c>bidirectional</c>). The last output is then that of the last step forward and that of the first step backward;
    /// default false.
    /// </summary>
    public bool Bidirectional { get; set; }

    /// <summary>
    /// Truncated back-propagation through time: no gradient flows from step t to step t-1 where t, counted from 0 in the direction of the
    /// walk, is a multiple of this. The forward pass does not change; 0 (the default) for the whole sequence.
    /// </summary>
    public int TruncateAt { get; set; }

    /// <summary>
    /// How the weights of the input are initialised, each gate by itself; default that of the network, and
    /// <see cref="Init.XavierUniform"/> where that is <see cref="Init.Auto"/>.
    /// </summary>
    public Init Init { get; set; }

    /// <summary>The scale of <see cref="Init"/>; default 1.</summary>
    public float InitScale { get; set; } = 1f;

    /// <summary>
    /// How the weights of the state are initialised, each gate by itself; default <see cref="NetGen.Init.Orthogonal"/>, whatever the network
    /// says: they multiply the state at every step, which the scale of other initializers lets vanish or explode.
    /// </summary>
    public Init RecurrentInit { get; set; }

    /// <summary>The scale of <see cref="RecurrentInit"/>; default 1.</summary>
    public float RecurrentInitScale { get; set; } = 1f;

    /// <summary>Whether the layer has biases; default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// Weight normalisation (Salimans and Kingma 2016; PyTorch <c>weight_norm</c> with dim 0): W = g·v/‖v‖ for each unit of each gate, in
    /// both kinds of weights, with v and g learned. The magnitudes g are parameters of their own, <c>magnitude</c> and
    /// <c>recurrentMagnitude</c>, and start at ‖v‖, so that the network starts as it would without; default false.
    /// </summary>
    public bool WeightNorm { get; set; }

    /// <summary>
    /// Spectral normalisation (Miyato et al. 2018; PyTorch <c>spectral_norm</c>): W = V/σ with V learned and σ its largest
    /// singular value, of both kinds of weights, each with its gates side by side as PyTorch has them, as one step of the power iteration
    /// before each training step estimates it. The iteration's vectors are state, kept with the parameters; they start with 15 steps.
    /// Default false.
    /// </summary>
    public bool SpectralNorm { get; set; }

    /// <summary>Limits the norm of each unit's weights, of each gate and in both kinds of weights by itself, after every update; 0 (the default) for no limit.</summary>
    public float MaxNorm { get; set; }

    /// <summary>Scales each unit's weights, of each gate and in both kinds of weights by itself, to norm 1 after every update; default false.</summary>
    public bool UnitNorm { get; set; }

    /// <summary>Sets negative weights to 0 after every update; default false.</summary>
    public bool NonNegative { get; set; }

    /// <summary>The coefficient of the penalty L1·Σ|w| on both kinds of weights; default 0.</summary>
    public float L1 { get; set; }

    /// <summary>The coefficient of the penalty L2·Σw² on both kinds of weights; default 0.</summary>
    public float L2 { get; set; }
}
