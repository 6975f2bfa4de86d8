namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Alpha dropout (Klambauer et al. 2017): y = a·x + b where a value is kept and a·s + b where it is dropped at the rate r, with s
/// what SELU saturates at, a² = 1/((1 + r s²)(1 - r)) and b = -a r s. Values of mean 0 and mean square 1 keep both; others are drawn there.
/// </summary>
/// <param name="Rate">r.</param>
/// <param name="Spatial">Whether all positions of a channel have one draw.</param>
internal sealed record AlphaDropoutFlow(double Rate, bool Spatial) : FlowStep
{
    private const double Saturation = -1.7580993408473766;

    private double Factor => 1 / Math.Sqrt((1 + (Rate * Saturation * Saturation)) * (1 - Rate));

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        double q = 1 - Rate, a = Factor, b = -a * Rate * Saturation, dropped = (a * Saturation) + b;
        double scale = Math.Exp(x.LogSquare / 2), mean = x.Mean * scale;
        double own = (q * ((a * a * scale * scale) + (2 * a * b * mean) + (b * b))) + (Rate * dropped * dropped);

        // Two draws: y is on average a·q·x and a constant.
        double constant = (q * b) + (Rate * dropped), slope = a * q;
        double Common(double p) => ((slope * slope * scale * scale * p) + (2 * slope * constant * mean) + (constant * constant)) / own;
        double OneDraw(double p) => ((q * ((a * a * scale * scale * p) + (2 * a * b * mean) + (b * b))) + (Rate * dropped * dropped)) / own;
        Pairs product = x.Product.Map(Common);
        return x with
        {
            LogSquare = Math.Log(own),
            Product = Spatial ? product with { Places = x.Product.Places.Map(OneDraw) } : product,
            Mean = ((slope * mean) + constant) / Math.Sqrt(own),
            Base = null,
            Moments = null,
            IsNoisy = true,
            IsNormed = false,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        double q = 1 - Rate, a = Factor;
        Pairs pairs = node.Gradient.Pairs;
        return new(node.Gradient.LogSquare + Math.Log(a * a * q), pairs.Map(p => p * q) with { Places = pairs.Places.Map(p => Spatial ? p : p * q) });
    }

    public override double Elasticity(FlowNode node, int input) =>
        Math.Min(1, (1 - Rate) * Factor * Factor * Math.Exp(Input(node).LogSquare - node.Signal.LogSquare));
}
