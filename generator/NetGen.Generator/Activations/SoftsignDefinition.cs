using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class SoftsignDefinition : ElementwiseDefinition
{
    public override string Kind => "Softsign";

    public override string Formula => "z / (1 + |z|)";

    public override string DerivativeFormula => "1 / (1 + |z|)^2";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) => "x / ({1} + M.Abs(x))";

    public override string Backward(EquatableArray<float> arguments) => "d / (q * q)";

    public override IReadOnlyList<(string Name, string Expression)> Locals(EquatableArray<float> arguments, bool backward) =>
        backward ? [("q", "{1} + M.Abs(x)")] : [];

    // Saturated where the output is outside [-0.97, 0.97].
    public override ScalarFunction Function(EquatableArray<float> arguments) =>
        new(static x => x / (1 + Math.Abs(x)), static x => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))), 0) { SaturatedBelow = -0.97 / 0.03, SaturatedAbove = 0.97 / 0.03 };
}
