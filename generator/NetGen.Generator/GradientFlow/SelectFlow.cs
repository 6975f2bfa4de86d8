namespace NetGen.Generator.GradientFlow;

/// <summary>One position of many: the others get no gradient.</summary>
internal sealed record SelectFlow : FlowStep
{
    public override bool KnowsTime => true;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node);
        (double square, double samples) = x.Time is { } time ? (time.Own[^1], time.Samples[^1]) : (1, x.Product.Samples.Average);
        return x with
        {
            Positions = 1,
            LogSquare = x.LogSquare + Math.Log(square),
            Product = new Pairs(x.Product.Samples.Map(p => (samples + p - x.Product.Samples.Average) / square), default, default),
            Mean = x.Mean / Math.Sqrt(square),
            Time = null,
            Base = x.Base is { } z ? z with { Correlation = z.Correlation with { Places = default, Both = default } } : null,
            Reach = default,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context) =>
        node.Gradient with
        {
            Pairs = new Pairs(node.Gradient.Pairs.Samples, default, default),
            Time = TimeProducts.Last(Math.Min(node.Sources[0].Positions, RecurrentFlow.MostSteps), 1, node.Gradient.Pairs.Samples.Average),
        };
}
