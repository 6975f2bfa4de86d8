using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class HardswishDefinition : ElementwiseDefinition
{
    public override string Kind => "Hardswish";

    public override InitFamily Family => InitFamily.He;

    public override string Formula => "z * min(max(0, z + 3), 6) / 6";

    public override string DerivativeFormula => "0 for z < -3, 1 for z > 3, z / 3 + 1/2 between";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    public override string Forward(EquatableArray<float> arguments) => "x * M.Clamp(x + {3}, {0}, {6}) / {6}";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {-3}, M.WhereGreater({3}, x, d * ((x / {3}) + {0.5}), d), {0})";

    public override ScalarFunction Function(EquatableArray<float> arguments) =>
        new(static x => x * Math.Min(Math.Max(x + 3, 0), 6) / 6, static x => x <= -3 ? 0 : x >= 3 ? 1 : (x / 3) + 0.5, -3, 3)
        {
            Dead = (double.NegativeInfinity, -3),
            AmplifiesNoise = true,
        };
}
