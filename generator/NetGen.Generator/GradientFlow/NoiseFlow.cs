namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Random factors and terms in training, different for each sample: the mean square becomes Factor·M + Added, and what two
/// samples have in common stays as it is.
/// </summary>
/// <param name="Factor">The mean square of the factors.</param>
/// <param name="Added">The variance of the terms.</param>
/// <param name="Spatial">Whether all positions of a channel have one draw.</param>
internal sealed record NoiseFlow(double Factor, double Added, bool Spatial = false) : FlowStep
{
    public override bool KnowsTime => true;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        double square = x.LogSquare + Math.Log(Factor);
        if (Added > 0)
        {
            square = SpecialFunctions.LogAdd(square, Math.Log(Added));
        }

        double less = Math.Exp(x.LogSquare - square);
        Pairs product = x.Product.Map(p => p * less);
        return x with
        {
            LogSquare = square,
            Product = Spatial ? product with { Places = x.Product.Places } : product,
            Mean = x.Mean * Math.Sqrt(less),
            Base = Added > 0 ? null : x.Base,
            IsNoisy = true,
            IsNormed = false,
            Time = x.Time?.Map(
                (t, s, p) => t == s ? (p * less * Factor) + 1 - (less * Factor) : Spatial ? p * less * Factor : p * less, (_, _, p) => p * less),
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context) =>
        new(node.Gradient.LogSquare + Math.Log(Factor), node.Gradient.Pairs.Map(p => p / Factor) with
        {
            Places = node.Gradient.Pairs.Places.Map(p => Spatial ? p : p / Factor),
        })
        {
            Time = node.Gradient.Time?.Map((t, s, p) => t == s || Spatial ? p : p / Factor, (_, _, p) => p / Factor),
        };
}
