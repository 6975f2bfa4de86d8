using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class ReLU6Definition : ElementwiseDefinition
{
    public override string Kind => "ReLU6";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "min(max(0, z), 6)";

    public override string DerivativeFormula => "1 for 0 < z < 6, 0 otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) => "M.Clamp(x, {0}, {6})";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, M.WhereGreater({6}, x, d, {0}), {0})";

    public override ScalarFunction Function(EquatableArray<float> arguments) =>
        new(static x => Math.Min(Math.Max(x, 0), 6), static x => x is > 0 and < 6 ? 1 : 0, 0, 6) { SaturatedAbove = 6, Dead = (double.NegativeInfinity, 0) };
}
