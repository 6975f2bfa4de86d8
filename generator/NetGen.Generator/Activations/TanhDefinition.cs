using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class TanhDefinition : ElementwiseDefinition
{
    public override string Kind => "Tanh";

    public override string Formula => "tanh(z)";

    public override string DerivativeFormula => "1 - a^2";

    public override bool UsesInput => false;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "M.Tanh(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * ({1} - (y * y))";
}
