namespace NetGen.Generator.GradientFlow;

/// <summary>The values as they are.</summary>
internal sealed record IdentityFlow : FlowStep
{
    public override bool KnowsTime => true;

    public override Signal? Forward(FlowNode node, FlowContext context) => Input(node);

    public override Gradient Backward(FlowNode node, int input, FlowContext context) => node.Gradient;
}
