namespace NetGen.Generator.GradientFlow;

/// <summary>Two layers of random weights with nothing between: u = D a channel by channel over a window, and z = W u + b at every position.</summary>
/// <param name="First">The first of them.</param>
internal sealed record SeparableFlow(LinearFlow First) : WeightedFlow
{
    public override string? Problem => Weight.Problem ?? First.Problem;

    public override double WeightCount => base.WeightCount + First.WeightCount;

    public override double LogWeightNorm => SpecialFunctions.LogAdd(2 * base.LogWeightNorm, 2 * First.LogWeightNorm) / 2;

    // Both vary.
    public override double Width => 1 / ((1 / base.Width) + (1 / First.Width));

    // Each of the two has a scale of its own.
    public override double LogGradientFactor => 0;

    private LinearFlow Second => new()
    {
        Inputs = Inputs,
        Outputs = Outputs,
        Weight = Weight,
        BiasVariance = BiasVariance,
        BiasMean = BiasMean,
        LogScale = LogScale,
        WeightNorm = WeightNorm,
    };

    public override double WeightShare(FlowNode node) => Elasticity(node, 0);

    public override Signal? Forward(FlowNode node, FlowContext context) =>
        Between(node, context) is { } u ? Second.Forward(Of(node, u), context) : null;

    public override Gradient Backward(FlowNode node, int input, FlowContext context) =>
        First.Backward(Before(node, context), input, context);

    public override double Elasticity(FlowNode node, int input) =>
        Math.Min(1, 1 - (BiasVariance * Math.Exp(-node.Signal.Base!.LogQ)));

    public override (double LogSquare, double CrossShare) Weights(FlowNode node, FlowContext context)
    {
        FlowNode before = Before(node, context);
        (double first, double firstCross) = First.Weights(before, context);
        (double second, double secondCross) = Second.Weights(Of(node, before.Signal), context);
        (first, second) = (first + (2 * First.LogGradientFactor), second + (2 * base.LogGradientFactor));
        double sum = SpecialFunctions.LogAdd(first, second);
        return (sum, (Math.Exp(first - sum) * firstCross) + (Math.Exp(second - sum) * secondCross));
    }

    /// <summary>The node between the two, with its values and their gradient.</summary>
    private FlowNode Before(FlowNode node, FlowContext context) => context.Once((node, "between"), () =>
    {
        var before = new FlowNode(node.Index, node.Layer, First, node.Sources);
        before.Signal = Between(node, context)!;
        before.Gradient = Second.Backward(Of(node, before.Signal), 0, context);
        return before;
    });

    private Signal? Between(FlowNode node, FlowContext context) =>
        First.Forward(node, context) is { } u ? u with { Channels = First.Outputs } : null;

    /// <summary>The second as a node of its own, behind values given.</summary>
    private FlowNode Of(FlowNode node, Signal u) =>
        new(node.Index, node.Layer, Second, [new FlowNode(node.Index, node.Layer, First, node.Sources) { Signal = u }]) { Signal = node.Signal, Gradient = node.Gradient };
}
