using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class ExponentialDefinition : ElementwiseDefinition
{
    public override string Kind => "Exponential";

    public override string Formula => "exp(z)";

    public override string DerivativeFormula => "a";

    public override bool UsesInput => false;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "M.Exp(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * y";

    public override ScalarFunction Function(EquatableArray<float> arguments) => new(Math.Exp, Math.Exp);
}
