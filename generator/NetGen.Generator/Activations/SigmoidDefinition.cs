using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class SigmoidDefinition : ElementwiseDefinition
{
    public override string Kind => "Sigmoid";

    public override string Formula => "1 / (1 + exp(-z))";

    public override string DerivativeFormula => "a * (1 - a)";

    public override bool UsesInput => false;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "M.Sigmoid(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * y * ({1} - y)";

    // Saturated where the output is outside [0.03, 0.97].
    public override ScalarFunction Function(EquatableArray<float> arguments) => new(
        SpecialFunctions.Sigmoid,
        static x =>
        {
            double s = SpecialFunctions.Sigmoid(x);
            return s * (1 - s);
        })
    {
        SaturatedBelow = -3.476,
        SaturatedAbove = 3.476,
        SlopeOfValue = static y => y * (1 - y),
    };
}
