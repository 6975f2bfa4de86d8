using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>The penalties L1 and L2 of weights, as what they add to the gradient of the weights in effect.</summary>
internal static class WeightPenalty
{
    /// <summary>Plans it where the parameter has a penalty, behind the gradient that it adds to.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weight">What is learned.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="symbol">The weights in the formula.</param>
    public static void Plan(LayerModel layer, ParameterPlan weight, PlanBuilder plan, string symbol = "W")
    {
        if (weight.L1 != 0 || weight.L2 != 0)
        {
            plan.BackwardParameters(
                $"{layer.Name}: dL/d{symbol} += L1 * sign({symbol}) + 2 * L2 * {symbol}", "PenaltyKernels.AddGradient",
                EffectiveWeight.Of(weight, plan), Argument.Gradient(weight), Argument.Number(weight.Length),
                Argument.Text(FloatLiteral.Of(weight.L1)), Argument.Text(FloatLiteral.Of(weight.L2)));
        }
    }
}
