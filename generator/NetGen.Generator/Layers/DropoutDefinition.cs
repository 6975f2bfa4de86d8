using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Values or channels become 0 at random, the others larger by as much.</summary>
internal sealed class DropoutDefinition : NoiseDefinition
{
    public override string Kind => "Dropout";

    protected override string Method => "DropoutKernels.Forward";

    protected override string Formula(NoiseModel model)
    {
        string rate = FloatLiteral.Of(model.Strength).TrimEnd('f');
        return $"y = x * m with m = 0 at a rate of {rate} and 1 / (1 - {rate}) otherwise{(model.Spatial ? ", a channel as a whole" : "")}";
    }
}
