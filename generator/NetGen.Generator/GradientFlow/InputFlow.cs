namespace NetGen.Generator.GradientFlow;

/// <summary>What the network reads: independent features of one mean and deviation.</summary>
internal sealed record InputFlow : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context) => null;

    public override Gradient Backward(FlowNode node, int input, FlowContext context) => Gradient.None;

    public static Signal Of(double mean, double deviation, int positions, int channels)
    {
        double mean2 = mean * mean;
        double variance = deviation * deviation;
        double spread = variance / Math.Sqrt(channels);
        var pair = new Pair((mean2 + spread) / (mean2 + variance), (mean2 - spread) / (mean2 + variance));
        return new Signal
        {
            Positions = positions,
            Channels = channels,
            LogSquare = Math.Log(mean2 + variance),
            Product = Pairs.Of(pair),
            Mean = mean / Math.Sqrt(mean2 + variance),
        };
    }
}
