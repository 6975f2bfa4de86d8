using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class SiLUDefinition : ElementwiseDefinition
{
    public override string Kind => "SiLU";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "z * sigmoid(z)";

    public override string DerivativeFormula => "s + a * (1 - s), s = sigmoid(z)";

    public override bool UsesInput => true;

    public override bool UsesOutput => true;

    public override string Forward(EquatableArray<float> arguments) => "x * M.Sigmoid(x)";

    public override string Backward(EquatableArray<float> arguments) => "d * (s + (y * ({1} - s)))";

    public override IReadOnlyList<(string Name, string Expression)> Locals(EquatableArray<float> arguments, bool backward) =>
        backward ? [("s", "M.Sigmoid(x)")] : [];

    public override ScalarFunction Function(EquatableArray<float> arguments) => new(
        static x => x * SpecialFunctions.Sigmoid(x),
        static x =>
        {
            double s = SpecialFunctions.Sigmoid(x);
            return s * (1 + (x * (1 - s)));
        })
    {
        AmplifiesNoise = true,
    };
}
