namespace NetGen.Generator.GradientFlow;

/// <summary>A function of each value by itself.</summary>
/// <param name="Function">The function, of the z before it and all activations between.</param>
internal sealed record PointwiseFlow(ScalarFunction Function) : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node);
        if (x.Base is not { } z)
        {
            if (node.Sources[0].Index >= 0 && !x.IsNoisy && UnitSample.Of(node.Sources[0], context) is { } units)
            {
                return units.Through(Function, x);
            }

            return context.Refuse(node, node.Sources[0].Index < 0 ? "on the input" : $"behind {node.Sources[0]}, whose values are not normally distributed");
        }

        if (x.IsNoisy && !Function.IsHomogeneous)
        {
            return context.Refuse(node, "behind a norm or noise");
        }

        // A random factor before a function that scales with its input is one behind it.
        double before = x.IsNoisy ? x.LogSquare - context.Moments(ScalarFunction.Identity, z.LogQ, z.Offset).LogMeanSquare : 0;
        ActivationMoments moments = context.Moments(Function, z.LogQ, z.Offset);
        double less = Math.Exp(-before);
        return x with
        {
            LogSquare = moments.LogMeanSquare + before,
            Product = z.Correlation.Map(c => moments.Correlation.At(c) * less),
            Mean = moments.Mean * Math.Exp(-before / 2),
            Moments = moments,
            Function = Function,
            IsFresh = true,
            IsNormed = false,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        if (Input(node).Base is not { } z)
        {
            return UnitSample.Of(node.Sources[0], context)!.BackInto(Function, node.Gradient);
        }

        if (node.Gradient.ByUnit is not null && UnitSample.Of(node, context) is { } units)
        {
            return units.Back(Function, node.Gradient);
        }

        ActivationMoments moments = context.Moments(Function, z.LogQ, z.Offset);
        return new Gradient(
            node.Gradient.LogSquare + moments.LogSlopeSquare,
            node.Gradient.Pairs.With(z.Correlation.Map(moments.SlopeCorrelation.At), static (r, s) => r * s));
    }

    public override double Elasticity(FlowNode node, int input) => node.Signal.Moments?.Elasticity ?? 1;

    public override double SlopeElasticity(FlowNode node) => node.Signal.Moments?.SlopeElasticity ?? 0;
}
