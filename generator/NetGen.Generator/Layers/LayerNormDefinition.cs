using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>Each position to mean 0 and variance 1 over its channels.</summary>
internal sealed class LayerNormDefinition : RowNormDefinition
{
    public override string Kind => "LayerNorm";

    protected override bool IsCentred => true;

    protected override string Formula => "(x - mean) / sqrt(variance + eps)";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (context.Input.Channels == 1)
        {
            attribute.ReportHere(Descriptors.ShapeDoesNotFit, Kind, $"the last axis of {context.Input} has 1 value, which less its mean is always 0");
        }

        return Read(attribute, context, 1e-5f, gain: true, bias: true);
    }
}
