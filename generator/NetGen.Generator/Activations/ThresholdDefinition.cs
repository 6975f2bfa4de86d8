using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Activations;

internal sealed class ThresholdDefinition : ElementwiseDefinition
{
    public override string Kind => "Threshold";

    public override string Sample => "[Threshold(0.1f, -0.5f)]";

    public override string Formula => "z for z > threshold, value otherwise";

    public override string DerivativeFormula => "1 for z > threshold, 0 otherwise";

    public override bool UsesInput => true;

    public override bool UsesOutput => false;

    protected override IReadOnlyList<string> ArgumentNames => ["threshold", "value"];

    public override string Forward(EquatableArray<float> arguments) => "M.WhereGreaterOrEqual({threshold}, x, {value}, x)";

    public override string Backward(EquatableArray<float> arguments) => "M.WhereGreater(x, {threshold}, d, {0})";

    public override ScalarFunction Function(EquatableArray<float> arguments)
    {
        double threshold = arguments[0];
        double value = arguments[1];
        return new(x => x > threshold ? x : value, x => x > threshold ? 1 : 0, threshold)
        {
            Dead = value == 0 ? (double.NegativeInfinity, threshold) : (0, 0),
        };
    }
}
