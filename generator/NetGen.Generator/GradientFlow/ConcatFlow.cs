namespace NetGen.Generator.GradientFlow;

/// <summary>Branches side by side: each has its channels of everything.</summary>
internal sealed record ConcatFlow : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal[] parts = [.. node.Sources.Select(static s => s.Signal.Settled())];
        double log = double.NegativeInfinity;
        foreach (Signal part in parts)
        {
            log = SpecialFunctions.LogAdd(log, part.LogSquare + Math.Log(part.Channels / (double)node.Channels));
        }

        double mean = 0;
        Pairs product = default;
        foreach (Signal part in parts)
        {
            double share = Math.Exp(part.LogSquare - log) * part.Channels / node.Channels;
            product = product.With(part.Product, (sum, p) => sum + (share * p));
            mean += part.Mean * Math.Exp((part.LogSquare - log) / 2) * part.Channels / node.Channels;
        }

        return new Signal
        {
            Positions = node.Positions,
            Channels = node.Channels,
            LogSquare = log,
            Product = product,
            Mean = mean,
            Base = Common(parts),
            Reach = parts[0].Reach,
            Weights = (parts.Select(static p => p.Weights.First).Where(static w => w >= 0).DefaultIfEmpty(-1).Min(), parts.Max(static p => p.Weights.Last)),
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context) =>
        node.Gradient.Times(Math.Log(node.Sources[input].Signal.Channels / (double)node.Channels));

    public override double Elasticity(FlowNode node, int input) =>
        Math.Exp(node.Sources[input].Signal.LogSquare - node.Signal.LogSquare) * node.Sources[input].Signal.Channels / node.Channels;

    /// <summary>Where all parts are normal and alike, so is the whole.</summary>
    private static GaussianBase? Common(Signal[] parts)
    {
        const double Alike = 1e-6;
        return parts.All(static p => p.Base is not null && p.Function == ScalarFunction.Identity && !p.IsNoisy)
            && parts.All(p => Math.Abs(p.Base!.LogQ - parts[0].Base!.LogQ) < Alike && p.Base.Offset == parts[0].Base!.Offset
                && Math.Abs(p.Base.Correlation.Samples.Average - parts[0].Base!.Correlation.Samples.Average) < Alike)
            ? parts[0].Base
            : null;
    }
}
