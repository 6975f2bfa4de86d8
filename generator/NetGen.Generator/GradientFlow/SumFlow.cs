namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The sum of branches, each with a scale: x + s·f(x). Mean squares add up, M + s² M_f, and so do gradients, 1 + s² chi_f, because
/// the branches come through different random weights.
/// </summary>
/// <param name="Scale">The scale of the second branch.</param>
internal sealed record SumFlow(double Scale) : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal sum = node.Sources[0].Signal.Settled();
        for (int i = 1; i < node.Sources.Length; i++)
        {
            Signal other = node.Sources[i].Signal.Settled();
            if (other.Weights.Last >= 0 && other.Weights.First <= sum.Weights.Last && sum.Weights.First <= other.Weights.Last)
            {
                return context.Refuse(node, "whose branches share their last weights, so that what they give is not independent");
            }

            if (other.Weights.Last < 0 && sum.Weights.Last < 0)
            {
                return context.Refuse(node, "whose branches have no weights");
            }

            sum = Add(sum, other);
        }

        return sum with { Positions = node.Positions, Channels = node.Channels };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context) => node.Gradient.Times(LogScale(input));

    public override double Elasticity(FlowNode node, int input) =>
        Math.Min(1, Math.Exp(LogScale(input) + node.Sources[input].Signal.LogSquare - node.Signal.LogSquare));

    private double LogScale(int input) => input == 0 || Scale == 1 ? 0 : Math.Log(Scale * Scale);

    private Signal Add(Signal a, Signal b)
    {
        // E[a b] is the product of what each has in common for all units, its mean.
        double logB = b.LogSquare + (Scale == 1 ? 0 : Math.Log(Scale * Scale));
        double sum = SpecialFunctions.LogAdd(a.LogSquare, logB);
        double ofA = Math.Exp(a.LogSquare - sum), ofB = Math.Exp(logB - sum);
        double means = 2 * Math.Sign(Scale) * a.Mean * b.Mean * Math.Sqrt(ofA * ofB);
        double whole = Math.Max(1 + means, 1e-12);
        Pairs product = a.Product.With(b.Product, (p, r) => ((ofA * p) + (ofB * r) + means) / whole);
        bool isNormal = IsNormal(a) && IsNormal(b);
        double log = sum + Math.Log(whole);
        double offset = isNormal ? a.Base!.Offset + (Scale * b.Base!.Offset) : 0;
        return new Signal
        {
            Positions = a.Positions,
            Channels = a.Channels,
            LogSquare = log,
            Product = product,
            Mean = ((a.Mean * Math.Sqrt(ofA)) + (Math.Sign(Scale) * b.Mean * Math.Sqrt(ofB))) / Math.Sqrt(whole),
            Base = isNormal ? Normal(a.Base!, b.Base!, offset) : null,
            Reach = (Math.Max(a.Reach.Y, b.Reach.Y), Math.Max(a.Reach.X, b.Reach.X)),
            Weights = (a.Weights.First < 0 ? b.Weights.First : Math.Min(a.Weights.First, b.Weights.First), Math.Max(a.Weights.Last, b.Weights.Last)),
        };
    }

    private static bool IsNormal(Signal x) => x.Base is not null && x.Function == ScalarFunction.Identity && !x.IsNoisy;

    private GaussianBase Normal(GaussianBase a, GaussianBase b, double offset)
    {
        double logB = b.LogQ + (Scale == 1 ? 0 : Math.Log(Scale * Scale));
        double q = FlowContext.Quantize(SpecialFunctions.LogAdd(a.LogQ, logB));
        double ofA = Math.Min(1, Math.Exp(a.LogQ - q));
        return new GaussianBase(q, offset, a.Correlation.With(b.Correlation, (p, r) => (ofA * p) + ((1 - ofA) * r)));
    }
}
