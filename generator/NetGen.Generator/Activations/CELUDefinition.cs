using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Activations;

internal sealed class CELUDefinition : ElementwiseDefinition
{
    public override string Kind => "CELU";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "z for z > 0, alpha * (exp(z / alpha) - 1) otherwise";

    public override string DerivativeFormula => "1 for z > 0, a / alpha + 1 otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => true;

    protected override IReadOnlyList<string> ArgumentNames => ["alpha"];

    public override string Forward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, x, {alpha} * M.ExpMinusOne(x / {alpha}))";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, d, d * ((y / {alpha}) + {1}))";

    public override ScalarFunction Function(EquatableArray<float> arguments)
    {
        double alpha = arguments[0];
        return new(x => x > 0 ? x : alpha * SpecialFunctions.ExpMinusOne(x / alpha), x => x > 0 ? 1 : Math.Exp(x / alpha), 0);
    }

    protected override void Check(AttributeReader attribute) =>
        attribute.RequirePositive("alpha", attribute.Positional<float>("alpha"));
}
