namespace NetGen.Generator.GradientFlow;

/// <summary>What is known of the values between two layers.</summary>
internal sealed record Signal
{
    /// <summary>The positions of a sample: 1 for a vector.</summary>
    public required int Positions { get; init; }

    public required int Channels { get; init; }

    /// <summary>ln M, the mean square.</summary>
    public required double LogSquare { get; init; }

    /// <summary>E[a a'] of two values of one channel in units of M.</summary>
    public required Pairs Product { get; init; }

    /// <summary>E[a] in units of sqrt(M): what all channels and samples share.</summary>
    public double Mean { get; init; }

    /// <summary>The z that it is a function of, or null where it is not a function of one normal number.</summary>
    public GaussianBase? Base { get; init; }

    /// <summary>That function's moments, also behind norms and noise; null for sums.</summary>
    public ActivationMoments? Moments { get; init; }

    /// <summary>The function itself.</summary>
    public ScalarFunction Function { get; init; } = ScalarFunction.Identity;

    /// <summary>Whether random factors stand between the function and the signal.</summary>
    public bool IsNoisy { get; init; }

    /// <summary>Whether its mean square is fixed by a norm over the sample.</summary>
    public bool IsNormed { get; init; }

    /// <summary>Whether the cosines of finitely many channels are still to be taken into account, which an activation does first.</summary>
    public bool IsFresh { get; init; }

    /// <summary>How far cosines at neighbouring positions go together, as a variance in rows and columns of positions.</summary>
    public (double Y, double X) Reach { get; init; }

    /// <summary>Products of steps of a sequence in units of M, where it is known that they are not all alike; layers that mix steps lose it.</summary>
    public TimeProducts? Time { get; init; }

    /// <summary>The first and the last layer whose random weights it depends on linearly; none for the input.</summary>
    public (int First, int Last) Weights { get; init; } = (-1, -1);

    /// <summary>The signal with the cosines that finitely many channels have.</summary>
    public Signal Settled() => IsFresh
        ? this with { Product = Product.MapPair(p => p.Spread(Channels)), IsFresh = false }
        : this;

    /// <summary>The positions over which cosines fluctuate together: a box of k has the variance (k² - 1)/12, and 1/k of the squares left.</summary>
    public static double Area((double Y, double X) reach) => Math.Sqrt((1 + (12 * reach.Y)) * (1 + (12 * reach.X)));
}
