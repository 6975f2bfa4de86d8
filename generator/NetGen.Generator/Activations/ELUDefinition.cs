using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class ELUDefinition : ElementwiseDefinition
{
    public override string Kind => "ELU";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "z for z > 0, alpha * (exp(z) - 1) otherwise";

    public override string DerivativeFormula => "1 for z > 0, a + alpha otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => true;

    protected override IReadOnlyList<string> ArgumentNames => ["alpha"];

    public override string Forward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, x, {alpha} * M.ExpMinusOne(x))";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, d, d * (y + {alpha}))";

    public override ScalarFunction Function(EquatableArray<float> arguments)
    {
        double alpha = arguments[0];
        return new(x => x > 0 ? x : alpha * SpecialFunctions.ExpMinusOne(x), x => x > 0 ? 1 : alpha * Math.Exp(x), 0);
    }
}
