namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The largest value of each channel over windows that do not overlap, of a rising function of normal z. The gradient goes to the
/// largest, where the function's slope is another than on average.
/// </summary>
/// <param name="Rows">The rows of a window.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record MaximumPoolFlow(int Rows, int Columns) : FlowStep
{
    private const double MostApart = 0.05;

    /// <summary>The activation before or behind the layer, which comes to the same for a rising one.</summary>
    public ScalarFunction Function { get; init; } = ScalarFunction.Identity;

    private int Size => Rows * Columns;

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
            Product = Pairs.Of(value),
            Mean = moments.Mean,
            IsFresh = true,
            Reach = (x.Reach.Y / (Rows * Rows), x.Reach.X / (Columns * Columns)),
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
        double same = 1.0 / Size;
        return new Gradient(
            node.Gradient.LogSquare + moments.LogSlopeSquare,
            new Pairs(pairs.Samples.Map(r => r * same), pairs.Places, pairs.Samples.With(pairs.Both, (s, b) => b + ((1 - same) * s))));
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
