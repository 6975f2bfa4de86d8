namespace NetGen;

/// <summary>
/// Adds to each step of a sequence what says where it stands: <c>y[t] = x[t] + p[t]</c>. Sinusoidal (Vaswani et al. 2017):
/// <c>p[t, 2i] = sin(t/10000^(2i/features)), p[t, 2i+1] = cos(t/10000^(2i/features))</c>; or learned.
/// </summary>
/// <remarks>
/// Shapes: [batch, steps, features] in and out. Parameters: none, or steps·features where learned. Penalties and max-norm of the network
/// hold for learned positions; its initializer and normalisations of weights do not, for positions are added and not multiplied.
/// </remarks>
public sealed class PositionalEncodingAttribute : LayerAttribute
{
    /// <summary>Learns p [steps, features] instead of computing it; default false.</summary>
    public bool Learned { get; set; }

    /// <summary>The standard deviation of the normal numbers that learned positions start at; default 0.02.</summary>
    public float InitScale { get; set; } = 0.02f;

    /// <summary>The coefficient of the penalty L1·Σ|w| on learned positions; default 0.</summary>
    public float L1 { get; set; }

    /// <summary>The coefficient of the penalty L2·Σw² on learned positions; default 0.</summary>
    public float L2 { get; set; }

    /// <summary>Limits the norm of each learned position's vector after every update; 0 (the default) for no limit.</summary>
    public float MaxNorm { get; set; }
}
