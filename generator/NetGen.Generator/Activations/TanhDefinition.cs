using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class TanhDefinition : ElementwiseDefinition
{
    public override string Kind => "Tanh";

    public override string Formula => "tanh(z)";

    public override string DerivativeFormula => "1 - a^2";

    public override bool UsesInput => false;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "M.Tanh(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * ({1} - (y * y))";

    // Saturated where the output is outside [-0.97, 0.97].
    public override ScalarFunction Function(EquatableArray<float> arguments) => new(
        Math.Tanh,
        static x =>
        {
            double t = Math.Tanh(x);
            return 1 - (t * t);
        })
    {
        SaturatedBelow = -2.092,
        SaturatedAbove = 2.092,
        SlopeOfValue = static y => 1 - (y * y),
    };
}
