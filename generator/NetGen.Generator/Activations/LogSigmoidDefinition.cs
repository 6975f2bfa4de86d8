using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class LogSigmoidDefinition : ElementwiseDefinition
{
    public override string Kind => "LogSigmoid";

    public override string Formula => "ln(1 / (1 + exp(-z)))";

    public override string DerivativeFormula => "sigmoid(-z)";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) => "M.LogSigmoid(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * M.Sigmoid(-x)";

    public override ScalarFunction Function(EquatableArray<float> arguments) =>
        new(static x => -SpecialFunctions.Softplus(-x), static x => SpecialFunctions.Sigmoid(-x));
}
