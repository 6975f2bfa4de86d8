using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class ReLUDefinition : ElementwiseDefinition
{
    public override string Kind => "ReLU";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "max(0, z)";

    public override string DerivativeFormula => "1 for z > 0, 0 otherwise";

    public override bool UsesInput => false;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "M.Max(x, {0})";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(y, {0}, d, {0})";

    public override ScalarFunction Function(EquatableArray<float> arguments) =>
        new(static x => Math.Max(x, 0), static x => x > 0 ? 1 : 0, 0) { IsHomogeneous = true, Dead = (double.NegativeInfinity, 0) };
}
