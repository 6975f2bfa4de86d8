namespace NetGen.Generator.GradientFlow;

/// <summary>A layer of a kind that has a factor, declared in a way that has none.</summary>
/// <param name="Why">The reason.</param>
internal sealed record UnknownFlow(string Why) : FlowStep
{
    public override string? Problem => Why;

    public override Signal? Forward(FlowNode node, FlowContext context) => context.Refuse(node, Why);

    public override Gradient Backward(FlowNode node, int input, FlowContext context) => Gradient.None;
}
