namespace NetGen.Generator.GradientFlow;

/// <summary>One position of many: the others get no gradient.</summary>
internal sealed record SelectFlow : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node);
        return x with
        {
            Positions = 1,
            Product = x.Product with { Places = default, Both = default },
            Base = x.Base is { } z ? z with { Correlation = z.Correlation with { Places = default, Both = default } } : null,
            Reach = default,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context) =>
        node.Gradient with { Pairs = new Pairs(node.Gradient.Pairs.Samples, default, default) };
}
