using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class SELUDefinition : ElementwiseDefinition
{
    private const double Alpha = 1.6732632423543772;
    private const double Scale = 1.0507009873554805;

    public override string Kind => "SELU";

    public override InitFamily Family => InitFamily.LeCun;

    public override string Formula => "1.0507 * z for z > 0, 1.0507 * 1.6733 * (exp(z) - 1) otherwise";

    public override string DerivativeFormula => "1.0507 for z > 0, a + 1.7581 otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, {1.050701} * x, {1.7580993} * M.ExpMinusOne(x))";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, d * {1.050701}, d * (y + {1.7580993}))";

    public override ScalarFunction Function(EquatableArray<float> arguments) =>
        new(static x => x > 0 ? Scale * x : Scale * Alpha * SpecialFunctions.ExpMinusOne(x), static x => x > 0 ? Scale : Scale * Alpha * Math.Exp(x), 0);
}
