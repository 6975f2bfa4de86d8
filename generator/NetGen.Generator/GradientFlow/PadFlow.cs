namespace NetGen.Generator.GradientFlow;

/// <summary>Zeros around the values: the same energy over more positions, and back only what belongs to the values.</summary>
internal sealed record PadFlow : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        double share = (double)x.Positions / node.Positions;
        return x with
        {
            Positions = node.Positions,
            LogSquare = x.LogSquare + Math.Log(share),
            Product = x.Product with { Places = x.Product.Places.Map(p => p * share), Both = x.Product.Both.Map(p => p * share) },
            Mean = x.Mean * Math.Sqrt(share),
            Base = null,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        double share = (double)Input(node).Positions / node.Positions;
        return new Gradient(
            node.Gradient.LogSquare + Math.Log(share),
            node.Gradient.Pairs with { Places = node.Gradient.Pairs.Places.Map(p => p * share), Both = node.Gradient.Pairs.Both.Map(p => p * share) });
    }
}
