namespace NetGen.Generator.GradientFlow;

/// <summary>A vector for each token: tokens are taken to be independent and equally frequent.</summary>
internal sealed record EmbeddingFlow : WeightedFlow
{
    /// <summary>Whether the table is drawn from a normal distribution.</summary>
    public required bool IsNormal { get; init; }

    private double Same => 1.0 / Inputs;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        // Two tokens are the same once in a vocabulary.
        Pair alike = Pair.Of(Same);
        Signal signal = LinearFlow.Of(node, Math.Log(Weight.Variance) + (2 * LogScale), 0, Pairs.Of(alike), context);
        return IsNormal ? signal : signal with { Base = null };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context) => Gradient.None;

    /// <summary>A row sums the gradients of all its occurrences.</summary>
    public override (double LogSquare, double CrossShare) Weights(FlowNode node, FlowContext context) =>
        node.Gradient.OfBatch(0, Pairs.Of(Pair.Of(Same)), context.Batch);
}
