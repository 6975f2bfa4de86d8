namespace NetGen.Generator.GradientFlow;

/// <summary>The mean of each channel over windows that do not overlap: M becomes (M + (m - 1) C) / m, the squared gradient 1/m.</summary>
/// <param name="Rows">The rows of a window.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record AveragePoolFlow(int Rows, int Columns) : FlowStep
{
    /// <summary>The positions of a window.</summary>
    public int Size => Rows * Columns;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        double m = Size;
        double left = (1 + ((m - 1) * x.Product.Places.Average)) / m;
        if (left <= 0)
        {
            return context.Refuse(node, "of values that cancel");
        }

        // Cosines fluctuate pair by pair, of which a window has the square of its size.
        double fewer = Math.Sqrt(Math.Min(1, Signal.Area(x.Reach) / m) / m) / left;
        var product = new Pairs(
            Narrowed(x.Product.Samples, (x.Product.Samples.Average + ((m - 1) * x.Product.Both.Average)) / m / left),
            Narrowed(x.Product.Places, x.Product.Places.Average / left),
            Narrowed(x.Product.Both, x.Product.Both.Average / left));
        bool isNormal = x.Base is not null && x.Function == ScalarFunction.Identity && !x.IsNoisy && x.Base.Offset == 0;
        return x with
        {
            Positions = node.Positions,
            LogSquare = x.LogSquare + Math.Log(left),
            Product = product,
            Mean = x.Mean / Math.Sqrt(left),
            Base = isNormal ? new GaussianBase(x.LogSquare + Math.Log(left), 0, product) : null,
            Moments = null,
            Function = ScalarFunction.Identity,
            IsFresh = false,
            IsNoisy = false,
            IsNormed = false,
            Reach = (x.Reach.Y / (Rows * Rows), x.Reach.X / (Columns * Columns)),
        };

        Pair Narrowed(Pair p, double mean) =>
            new(Math.Min(1, mean + ((p.High - p.Average) * fewer)), mean - ((p.Average - p.Low) * fewer));
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        double m = Size;
        Pairs pairs = node.Gradient.Pairs;
        return new Gradient(
            node.Gradient.LogSquare - Math.Log(m),
            new Pairs(
                pairs.Samples,
                pairs.Places.Map(r => (m - 1) + (m * r)),
                pairs.Samples.With(pairs.Both, (s, b) => ((m - 1) * s) + (m * b))));
    }
}
