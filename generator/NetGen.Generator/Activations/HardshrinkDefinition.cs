using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Activations;

internal sealed class HardshrinkDefinition : ElementwiseDefinition
{
    public override string Kind => "Hardshrink";

    public override string Formula => "z for |z| > lambda, 0 otherwise";

    public override string DerivativeFormula => "1 for |z| > lambda, 0 otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    protected override IReadOnlyList<string> ArgumentNames => ["lambda"];

    public override string Forward(EquatableArray<float> arguments) => "M.WhereGreaterOrEqual({lambda}, M.Abs(x), {0}, x)";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(M.Abs(x), {lambda}, d, {0})";

    public override ScalarFunction Function(EquatableArray<float> arguments)
    {
        double lambda = arguments[0];
        return new(x => Math.Abs(x) > lambda ? x : 0, x => Math.Abs(x) > lambda ? 1 : 0, -lambda, lambda) { Dead = (-lambda, lambda) };
    }

    protected override void Check(AttributeReader attribute) =>
        attribute.RequireNonNegative("lambda", attribute.Positional<float>("lambda"));
}
