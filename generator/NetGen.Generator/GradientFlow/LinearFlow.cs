namespace NetGen.Generator.GradientFlow;

/// <summary>
/// z = W a + b with random W and b, at every position or over a window of positions: a convolution has the fan of its taps and
/// channels, times the share of taps that do not meet padding.
/// </summary>
internal sealed record LinearFlow : WeightedFlow
{
    /// <summary>The share of taps that lie within the input.</summary>
    public double Valid { get; init; } = 1;

    /// <summary>Groups of channels that do not mix.</summary>
    public int Groups { get; init; } = 1;

    public override double Width => base.Width * Groups;

    /// <summary>How far the taps reach, as a variance in rows and columns.</summary>
    public (double Y, double X) Reach { get; init; }

    public (int Y, int X) Stride { get; init; } = (1, 1);

    /// <summary>How far apart inputs lie in a transposed convolution, whose outputs between have other taps each.</summary>
    public (int Y, int X) Spread { get; init; } = (1, 1);

    private double Phases => Spread.Y * Spread.X;

    // Outputs have more or fewer taps, and so other variances, where strides do not divide kernels.
    public override bool IsHeuristic => Spread != (1, 1);

    public override double WeightShare(FlowNode node) => Share(node);

    public override bool KnowsTime => Reach == default && Stride == (1, 1);

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        double fromWeights = LogGain + x.LogSquare;
        double logQ = FlowContext.Quantize(BiasVariance > 0 ? SpecialFunctions.LogAdd(fromWeights, Math.Log(BiasVariance)) : fromWeights);
        double share = Math.Min(1, Math.Exp(fromWeights - logQ));
        Pairs product = node.Positions < x.Positions || Reach != default ? Averaged(x) : x.Product;
        product = product with { Places = product.Places.Map(p => p / Phases), Both = product.Both.Map(p => p / Phases) };
        Pairs correlation = product.Map(p => Math.Max(-1, Math.Min(1, (share * p) + 1 - share)));
        return Of(node, logQ, BiasMean, correlation, context) with
        {
            Reach = (Reached(x.Reach.Y, Reach.Y, Stride.Y, Spread.Y), Reached(x.Reach.X, Reach.X, Stride.X, Spread.X)),
            Time = BiasMean == 0 && KnowsTime ? x.Time?.Times(share, 1 - share) : null,
        };

        static double Reached(double before, double own, int stride, int spread) => ((before * spread * spread) + own) / (stride * stride);
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        Gradient gradient = OfPhase(node.Gradient).Times(LogGain);

        // What comes from one position through different taps has nothing in common.
        return node.Positions > 1 ? gradient : gradient with { Pairs = gradient.Pairs with { Places = default, Both = default } };
    }

    public override double Elasticity(FlowNode node, int input) => Share(node);

    public override (double LogSquare, double CrossShare) Weights(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        Pairs product = node.Positions < x.Positions || Reach != default ? Averaged(x) : x.Product;
        return OfPhase(node.Gradient).OfBatch(Math.Log(Inputs * Valid) + x.LogSquare, product, context.Batch);
    }

    /// <summary>Outputs that have taps in common.</summary>
    private Gradient OfPhase(Gradient gradient) => Phases == 1 ? gradient : gradient with
    {
        Pairs = gradient.Pairs with { Places = gradient.Pairs.Places.Map(r => r / Phases), Both = gradient.Pairs.Both.Map(r => r / Phases) },
    };

    /// <summary>A signal that has come through random weights last.</summary>
    public static Signal Of(FlowNode node, double logQ, double offset, Pairs correlation, FlowContext context)
    {
        ActivationMoments moments = context.Moments(ScalarFunction.Identity, logQ, offset);
        return new Signal
        {
            Positions = node.Positions,
            Channels = node.Channels,
            LogSquare = moments.LogMeanSquare,
            Product = correlation.Map(moments.Correlation.At),
            Mean = moments.Mean,
            Base = new GaussianBase(logQ, offset, correlation),
            Moments = moments,
            IsFresh = true,
            Weights = (node.Index, node.Index),
        };
    }

    /// <summary>ln of the factor on mean squares, and on squared gradients.</summary>
    private double LogGain => Math.Log(Inputs * Valid * Weight.Variance) + (2 * LogScale);

    private double Share(FlowNode node) => Math.Min(1, Math.Exp(LogGain + Input(node).LogSquare - node.Signal.Base!.LogQ));

    /// <summary>A window averages cosines, as far as those at neighbouring positions do not go together.</summary>
    private Pairs Averaged(Signal x)
    {
        double before = Signal.Area(x.Reach);
        double left = Math.Sqrt(Math.Max(before / Signal.Area((x.Reach.Y + Reach.Y, x.Reach.X + Reach.X)), Math.Min(1, before / x.Positions)));
        return x.Product.MapPair(p => new Pair(p.Average + ((p.High - p.Average) * left), p.Average - ((p.Average - p.Low) * left)));
    }
}
