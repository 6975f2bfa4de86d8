using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class TanhshrinkDefinition : ElementwiseDefinition
{
    public override string Kind => "Tanhshrink";

    public override string Formula => "z - tanh(z)";

    public override string DerivativeFormula => "tanh(z)^2";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) => "x - M.Tanh(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * t * t";

    public override IReadOnlyList<(string Name, string Expression)> Locals(EquatableArray<float> arguments, bool backward) =>
        backward ? [("t", "M.Tanh(x)")] : [];

    public override ScalarFunction Function(EquatableArray<float> arguments) => new(
        static x => x - Math.Tanh(x),
        static x =>
        {
            double t = Math.Tanh(x);
            return t * t;
        });
}
