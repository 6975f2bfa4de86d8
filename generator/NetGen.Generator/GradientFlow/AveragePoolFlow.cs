namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The mean of each channel over windows: M becomes (M + (m - 1) C) / m, the squared gradient 1/m and what windows that overlap
/// have in common. Padding that counts dilutes both.
/// </summary>
/// <param name="Windows">The windows.</param>
internal sealed record AveragePoolFlow(PoolWindows Windows) : FlowStep
{
    /// <summary>The positions of a window.</summary>
    public int Size => Windows.Size;

    // Windows that padding cuts differ from each other.
    public override bool IsHeuristic => Windows.IsPadded;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        double m = Size;

        // Each value once with itself, and with all others of its window.
        double others = Windows.Filled - Windows.Kept;
        double left = Windows.Kept + (others * x.Product.Places.Average);
        if (left <= 0)
        {
            return context.Refuse(node, "of values that cancel");
        }

        // Cosines fluctuate pair by pair, of which a window has the square of its size.
        double fewer = Math.Sqrt(Math.Min(1, Signal.Area(x.Reach) / m) / m) / left;
        double same = Windows.Outputs > 1 ? Windows.Over(shared => shared / (m * m)) / (Windows.Outputs - 1) * Windows.Filled : 0;
        var product = new Pairs(
            Narrowed(x.Product.Samples, ((Windows.Kept * x.Product.Samples.Average) + (others * x.Product.Both.Average)) / left),
            Narrowed(x.Product.Places, (same + ((Windows.Filled - same) * x.Product.Places.Average)) / left),
            Narrowed(x.Product.Both, ((same * x.Product.Samples.Average) + ((Windows.Filled - same) * x.Product.Both.Average)) / left));
        bool isNormal = x.Base is not null && x.Function == ScalarFunction.Identity && !x.IsNoisy && x.Base.Offset == 0;
        return x with
        {
            Positions = node.Positions,
            LogSquare = x.LogSquare + Math.Log(left),
            Product = product,
            Mean = x.Mean / Math.Sqrt(left) * Math.Sqrt(Windows.Filled),
            Base = isNormal ? new GaussianBase(x.LogSquare + Math.Log(left), 0, product) : null,
            Moments = null,
            Function = ScalarFunction.Identity,
            IsFresh = false,
            IsNoisy = false,
            IsNormed = false,
            Reach = ((x.Reach.Y + Windows.Reach.Y) / (Windows.Stride.Y * Windows.Stride.Y), (x.Reach.X + Windows.Reach.X) / (Windows.Stride.X * Windows.Stride.X)),
        };

        Pair Narrowed(Pair p, double mean) =>
            new(Math.Min(1, mean + ((p.High - p.Average) * fewer)), mean - ((p.Average - p.Low) * fewer));
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        Pairs pairs = node.Gradient.Pairs;
        double m = Size, others = Math.Max(1, Windows.Outputs - 1);

        // What a position has from two windows is one gradient, as far as they have something in common.
        double overlap = Windows.Kept * Windows.Over(shared => shared / m) / others;
        double kept = Windows.Kept + (overlap * Math.Max(0, pairs.Places.Average));
        Pair samples = pairs.Samples.With(pairs.Both, (s, b) => ((Windows.Kept * s) + (overlap * b)) / kept);
        return new Gradient(
            node.Gradient.LogSquare + Math.Log(kept),
            new Pairs(
                samples,
                pairs.Places.Map(r => (Windows.Filled * (1 + r) / kept) - 1),
                pairs.Samples.With(pairs.Both, (s, b) => Windows.Filled * (s + b) / kept).With(samples, static (all, s) => all - s)));
    }
}
