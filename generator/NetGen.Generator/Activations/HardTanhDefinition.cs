using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Activations;

internal sealed class HardTanhDefinition : ElementwiseDefinition
{
    public override string Kind => "HardTanh";

    public override string Formula => "min(max(min, z), max)";

    public override string DerivativeFormula => "1 for min < z < max, 0 otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    protected override IReadOnlyList<string> ArgumentNames => ["min", "max"];

    public override string Forward(EquatableArray<float> arguments) => "M.Clamp(x, {min}, {max})";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {min}, M.WhereGreater({max}, x, d, {0}), {0})";

    public override ScalarFunction Function(EquatableArray<float> arguments)
    {
        double min = arguments[0];
        double max = arguments[1];
        return new(x => Math.Min(Math.Max(x, min), max), x => x > min && x < max ? 1 : 0, min, max) { SaturatedBelow = min, SaturatedAbove = max };
    }

    protected override void Check(AttributeReader attribute) =>
        attribute.Require(attribute.Positional<float>("max") > attribute.Positional<float>("min"), "max", attribute.Positional<float>("max"), "greater than min");
}
