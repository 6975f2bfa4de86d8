using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>Each channel to mean 0 and variance 1 over the positions of its sample.</summary>
internal sealed class InstanceNormDefinition : GroupNormDefinition
{
    public override string Kind => "InstanceNorm";

    public override string Sample => "[InstanceNorm(Gain = true)]";

    public override string SampleInput => "[Input(4, 3)]";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (context.Input.Positions == 1)
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, Kind, $"{context.Input} has 1 position, and a channel less its mean over it is always 0; use LayerNorm on a vector");
        }

        return Read(attribute, context, 1e-5f, gain: false, bias: false) with { Groups = context.Input.Channels };
    }
}
