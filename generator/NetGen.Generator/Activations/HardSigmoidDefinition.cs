using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class HardSigmoidDefinition : ElementwiseDefinition
{
    public override string Kind => "HardSigmoid";

    public override string Formula => "min(max(0, z / 6 + 1/2), 1)";

    public override string DerivativeFormula => "1/6 for -3 < z < 3, 0 otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) => "M.Clamp((x + {3}) / {6}, {0}, {1})";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {-3}, M.WhereGreater({3}, x, d / {6}, {0}), {0})";

    public override ScalarFunction Function(EquatableArray<float> arguments) =>
        new(static x => Math.Min(Math.Max((x / 6) + 0.5, 0), 1), static x => x is > -3 and < 3 ? 1.0 / 6 : 0, -3, 3) { SaturatedBelow = -3, SaturatedAbove = 3 };
}
