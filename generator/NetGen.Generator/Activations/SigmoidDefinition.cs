using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class SigmoidDefinition : ElementwiseDefinition
{
    public override string Kind => "Sigmoid";

    public override string Formula => "1 / (1 + exp(-z))";

    public override string DerivativeFormula => "a * (1 - a)";

    public override bool UsesInput => false;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "M.Sigmoid(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * y * ({1} - y)";
}
