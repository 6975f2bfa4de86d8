using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Activations;

internal sealed class GELUDefinition : ElementwiseDefinition
{
    private const double RootOfTwoOverPi = 0.79788456080286536;
    private const double Cubic = 0.044715;

    public override string Kind => "GELU";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "z * Phi(z), Phi the normal distribution function";

    public override string DerivativeFormula => "Phi(z) + z * phi(z)";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) =>
        Approximate(arguments) ? "{0.5} * x * ({1} + t)" : "x * M.NormalCdf(x)";

    // The tanh form differentiated: t' = (1 - t²)·√(2/π)·(1 + 3·0.044715·x²).
    public override string Backward(EquatableArray<float> arguments) => Approximate(arguments)
        ? "d * (({0.5} * ({1} + t)) + ({0.5} * x * ({1} - (t * t)) * ({0.7978846} * ({1} + ({0.134145} * x * x)))))"
        : "d * (M.NormalCdf(x) + (x * M.NormalPdf(x)))";

    public override IReadOnlyList<(string Name, string Expression)> Locals(EquatableArray<float> arguments, bool backward) =>
        Approximate(arguments) ? [("t", "M.Tanh({0.7978846} * (x + ({0.044715} * x * x * x)))")] : [];

    public override ScalarFunction Function(EquatableArray<float> arguments) => Approximate(arguments)
        ? new(static x => 0.5 * x * (1 + Inner(x)), static x => (0.5 * (1 + Inner(x))) + (0.5 * x * (1 - (Inner(x) * Inner(x))) * RootOfTwoOverPi * (1 + (3 * Cubic * x * x)))) { AmplifiesNoise = true }
        : new(static x => x * SpecialFunctions.NormalCdf(x), static x => SpecialFunctions.NormalCdf(x) + (x * SpecialFunctions.NormalDensity(x))) { AmplifiesNoise = true };

    protected override IEnumerable<float> Switches(AttributeReader attribute) => [attribute.Named("Approximate", false) ? 1f : 0f];

    private static double Inner(double x) => Math.Tanh(RootOfTwoOverPi * (x + (Cubic * x * x * x)));

    private static bool Approximate(EquatableArray<float> arguments) => arguments.Count > 0 && arguments[0] != 0;
}
