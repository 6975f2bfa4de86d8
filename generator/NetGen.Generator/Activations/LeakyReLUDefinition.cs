using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class LeakyReLUDefinition : ElementwiseDefinition
{
    public override string Kind => "LeakyReLU";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "z for z > 0, slope * z otherwise";

    public override string DerivativeFormula => "1 for z > 0, slope otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    protected override IReadOnlyList<string> ArgumentNames => ["slope"];

    public override string Forward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, x, {slope} * x)";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {0}, d, {slope} * d)";

    public override ScalarFunction Function(EquatableArray<float> arguments) => ScalarFunction.Leaky(arguments[0]);
}
