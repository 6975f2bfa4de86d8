namespace NetGen;

/// <summary>The base of convolutions: a window with weights.</summary>
public abstract class ConvolutionAttribute : WindowAttribute
{
    private protected ConvolutionAttribute()
    {
    }

    /// <summary>
    /// How the weights are initialised; default <see cref="NetGen.Init.Auto"/>. The fan-in is the number of weights of a filter,
    /// taps·channels/groups; the fan-out is taps·filters (PyTorch).
    /// </summary>
    public Init Init { get; set; }

    /// <summary>The scale <c>s</c> of <see cref="Init"/>: a gain, a standard deviation, a bound or a value; default 1.</summary>
    public float InitScale { get; set; } = 1f;

    /// <summary>The fan of <see cref="NetGen.Init.VarianceScaling"/>.</summary>
    public Fan InitFan { get; set; }

    /// <summary>The distribution of <see cref="NetGen.Init.VarianceScaling"/>.</summary>
    public Distribution InitDistribution { get; set; }

    /// <summary>Whether the layer has a bias; default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the biases are initialised; default zeros.</summary>
    public Init BiasInit { get; set; }

    /// <summary>The scale of <see cref="BiasInit"/>; default 1.</summary>
    public float BiasInitScale { get; set; } = 1f;

    /// <summary>
    /// Weight normalisation (Salimans and Kingma 2016; PyTorch <c>weight_norm</c> with dim 0): W = g·v/‖v‖ for each filter, with
    /// v and g learned. g starts at ‖v‖, so that the network starts as it would without. Of a separable convolution, both steps. Default false.
    /// </summary>
    public bool WeightNorm { get; set; }

    /// <summary>
    /// Spectral normalisation (Miyato et al. 2018; PyTorch <c>spectral_norm</c>): W = V/σ with V learned and σ its largest
    /// singular value as the matrix [weights of a filter, filters] that the parameters are, as one step of the power iteration before each
    /// training step estimates it. The iteration's vectors are state, kept with the parameters; they start with 15 steps. Default false.
    /// </summary>
    public bool SpectralNorm { get; set; }

    /// <summary>Limits the norm of each filter's weights after every update; 0 (the default) for no limit.</summary>
    public float MaxNorm { get; set; }

    /// <summary>Scales each filter's weights to norm 1 after every update; default false.</summary>
    public bool UnitNorm { get; set; }

    /// <summary>Sets negative weights to 0 after every update; default false.</summary>
    public bool NonNegative { get; set; }

    /// <summary>The coefficient of the penalty L1·Σ|w| on the weights; default 0.</summary>
    public float L1 { get; set; }

    /// <summary>The coefficient of the penalty L2·Σw² on the weights (Keras <c>l2</c>; its gradient is 2·L2·w); default 0.</summary>
    public float L2 { get; set; }
}
