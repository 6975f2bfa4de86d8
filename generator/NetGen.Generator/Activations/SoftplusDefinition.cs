using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Activations;

internal sealed class SoftplusDefinition : ElementwiseDefinition
{
    public override string Kind => "Softplus";

    public override string Formula => "ln(1 + exp(beta * z)) / beta";

    public override string DerivativeFormula => "sigmoid(beta * z)";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    protected override IReadOnlyList<string> ArgumentNames => ["beta"];

    public override string Forward(EquatableArray<float> arguments) => "M.Softplus({beta} * x) / {beta}";

    public override string Backward(EquatableArray<float> arguments) => "d * M.Sigmoid({beta} * x)";

    public override ScalarFunction Function(EquatableArray<float> arguments)
    {
        double beta = arguments[0];
        return new(x => SpecialFunctions.Softplus(beta * x) / beta, x => SpecialFunctions.Sigmoid(beta * x));
    }

    protected override void Check(AttributeReader attribute) =>
        attribute.RequirePositive("beta", attribute.Positional<float>("beta"));
}
