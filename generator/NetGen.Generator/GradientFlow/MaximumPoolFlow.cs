namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The largest value of each channel over windows, of a rising function of normal z. The gradient goes to the largest, where the
/// function's slope is another than on average. Two windows with s of their m positions in common have the same largest once in
/// (2m - s)/s.
/// </summary>
/// <param name="Windows">The windows.</param>
internal sealed record MaximumPoolFlow(PoolWindows Windows) : FlowStep
{
    private const double MostApart = 0.05;

    /// <summary>The activation before or behind the layer, which comes to the same for a rising one.</summary>
    public ScalarFunction Function { get; init; } = ScalarFunction.Identity;

    // Windows that padding cuts differ from each other.
    public override bool IsHeuristic => Windows.IsPadded;

    private int Size => Windows.Size;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node);
        if (x.Base is not { } z || x.IsNoisy || x.Function != ScalarFunction.Identity)
        {
            return context.Refuse(node, $"behind {node.Sources[0]}, whose values are not a rising function of normally distributed ones");
        }

        if (Math.Abs(z.Correlation.Samples.Average - z.Correlation.Both.Average) > MostApart || z.Correlation.Places.Average < -MostApart
            || Math.Abs(z.Correlation.Places.Average - z.Correlation.Both.Average) > MostApart)
        {
            return context.Refuse(node, "over positions that have something in common of their own");
        }

        MaximumMoments moments = Moments(z, context);
        Pair samples = Averaged(x, z.Correlation.Samples, z.Correlation.Both);
        Pair value = samples.Map(c => moments.At(c).Value);
        return new Signal
        {
            Positions = node.Positions,
            Channels = node.Channels,
            LogSquare = moments.LogSquare,
            Product = Overlapping(value),
            Mean = moments.Mean,
            IsFresh = true,
            Reach = ((x.Reach.Y + Windows.Reach.Y) / (Windows.Stride.Y * Windows.Stride.Y), (x.Reach.X + Windows.Reach.X) / (Windows.Stride.X * Windows.Stride.X)),
            Weights = x.Weights,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        Signal x = Input(node);
        MaximumMoments moments = Moments(x.Base!, context);
        Pair slope = Averaged(x, x.Base!.Correlation.Samples, x.Base.Correlation.Both).Map(c => moments.At(c).Slope);

        // Two samples have their largest value at the same position once in m.
        Pairs pairs = node.Gradient.Pairs.MapPair(p => p.With(slope, static (r, s) => r * s));
        double same = 1.0 / Size, others = Math.Max(1, Windows.Outputs - 1);
        double kept = 1 + (Math.Max(0, pairs.Places.Average) * Windows.Over(SameLargest) / others);
        double overlap = Windows.Over(shared => shared * same * same) / others;
        Pair samples = pairs.Samples.With(pairs.Both, (s, b) => ((same * s) + (overlap * b)) / kept);
        return new Gradient(
            node.Gradient.LogSquare + moments.LogSlopeSquare + Math.Log(kept),
            new Pairs(
                samples,
                pairs.Places.Map(r => ((1 + r) / kept) - 1),
                pairs.Samples.With(pairs.Both, (s, b) => (s + b) / kept).With(samples, static (all, s) => all - s)));
    }

    /// <summary>How often two windows have the same largest value.</summary>
    private double SameLargest(double shared) => shared / ((2 * Size) - shared);

    /// <summary>What windows have in common, of which some share the largest value itself.</summary>
    private Pairs Overlapping(Pair value)
    {
        double same = Windows.Outputs > 1 ? Windows.Over(SameLargest) / (Windows.Outputs - 1) : 0;
        return Pairs.Of(value) with { Places = value.Map(p => same + ((1 - same) * p)) };
    }

    private MaximumMoments Moments(GaussianBase z, FlowContext context)
    {
        double c = z.Correlation.Places.Average;
        return context.Once((Function, z.LogQ, z.Offset, Size, c), () => MaximumMoments.Of(Function, z.LogQ, z.Offset, Size, c));
    }

    /// <summary>Two windows have the square of their size of pairs.</summary>
    private Pair Averaged(Signal x, Pair samples, Pair both)
    {
        double mean = (samples.Average + ((Size - 1) * both.Average)) / Size;
        double left = Math.Sqrt(Math.Min(1, Signal.Area(x.Reach) / Size) / Size);
        return new Pair(mean + ((samples.High - samples.Average) * left), mean - ((samples.Average - samples.Low) * left));
    }
}
