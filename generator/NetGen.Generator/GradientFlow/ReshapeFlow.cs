namespace NetGen.Generator.GradientFlow;

/// <summary>The same values with other positions.</summary>
internal sealed record ReshapeFlow : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node);
        if (x.Positions == node.Positions && x.Channels == node.Channels)
        {
            return x;
        }

        if (node.Positions > 1 && x.Positions > 1)
        {
            return context.Refuse(node, $"from {node.Layer!.Input} to {node.Layer.Output}, which mixes positions and channels");
        }

        x = x.Settled();
        return node.Positions == 1 ? Flattened(x, node.Channels) : Spread(x, node);
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        int positions = node.Sources[0].Signal.Positions;
        if (positions == node.Positions)
        {
            return node.Gradient;
        }

        Pairs pairs = node.Gradient.Pairs;
        return node.Gradient with
        {
            // Of a vector, what different positions become has come through different weights.
            Pairs = positions > 1
                ? pairs with { Places = default, Both = default }
                : new Pairs(pairs.Samples, default, default),
        };
    }

    /// <summary>A vector of all positions: its cosines are means over them.</summary>
    private static Signal Flattened(Signal x, int channels)
    {
        double left = Math.Sqrt(Math.Min(1, Signal.Area(x.Reach) / x.Positions));
        Pair samples = x.Product.Samples;
        var narrowed = new Pair(samples.Average + ((samples.High - samples.Average) * left), samples.Average - ((samples.Average - samples.Low) * left));
        return x with
        {
            Positions = 1,
            Channels = channels,
            Product = new Pairs(narrowed, default, default),
            Base = x.Base is { } z ? z with { Correlation = z.Correlation with { Places = default, Both = default } } : null,
            Reach = default,
        };
    }

    /// <summary>A vector cut into positions: what they share is their mean.</summary>
    private static Signal Spread(Signal x, FlowNode node)
    {
        double shared = x.Mean * x.Mean;
        Pair samples = x.Product.Samples;
        double half = (samples.High - samples.Low) / 2 * Math.Sqrt(node.Positions);
        var wider = new Pair(Math.Min(1, samples.Average + half), samples.Average - half);
        Pair apart = Pair.Independent(node.Channels).Map(p => shared + ((1 - shared) * p));
        return x with
        {
            Positions = node.Positions,
            Channels = node.Channels,
            Product = new Pairs(wider, apart, apart),
            Base = null,
        };
    }
}
