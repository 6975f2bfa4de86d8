using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class MishDefinition : ElementwiseDefinition
{
    public override string Kind => "Mish";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "z * tanh(softplus(z))";

    public override string DerivativeFormula => "t + z * sigmoid(z) * (1 - t^2), t = tanh(softplus(z))";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) => "x * M.Tanh(M.Softplus(x))";

    public override string Backward(EquatableArray<float> arguments) => "d * (t + (x * M.Sigmoid(x) * ({1} - (t * t))))";

    public override IReadOnlyList<(string Name, string Expression)> Locals(EquatableArray<float> arguments, bool backward) =>
        backward ? [("t", "M.Tanh(M.Softplus(x))")] : [];

    public override ScalarFunction Function(EquatableArray<float> arguments) => new(
        static x => x * Math.Tanh(SpecialFunctions.Softplus(x)),
        static x =>
        {
            double t = Math.Tanh(SpecialFunctions.Softplus(x));
            return t + (x * SpecialFunctions.Sigmoid(x) * (1 - (t * t)));
        })
    {
        AmplifiesNoise = true,
    };
}
