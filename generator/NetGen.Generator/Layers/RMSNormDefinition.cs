using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>Each position to a mean square of 1 over its channels.</summary>
internal sealed class RMSNormDefinition : RowNormDefinition
{
    public override string Kind => "RMSNorm";

    protected override bool IsCentred => false;

    protected override string Formula => "x / sqrt(mean of x^2 + eps)";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context) =>
        Read(attribute, context, 1.1920929e-07f, gain: true, bias: false) with { Bias = false };
}
