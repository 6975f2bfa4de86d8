using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>A pooling window over all positions, which leaves a vector of channels.</summary>
internal abstract class GlobalPoolingDefinition : PoolingDefinition
{
    public override string SampleInput => "[Input(4, 3, 5)]";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (context.Input.Rank is not (2 or 3))
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, attribute.Kind,
                $"it works on an image, height x width x channels, or a sequence, steps x features, and what comes before it has the shape {context.Input}");
            return null;
        }

        (int height, int width) = context.Input.Rank == 3 ? (context.Input.Dims[0], context.Input.Dims[1]) : (1, context.Input.Dims[0]);
        return new PoolingModel(
            Kind, context.Name, context.Input, Shape.Of(context.Input.Channels), new WindowModel(height, width, 1, 1, height, width, 1, 1, 1, 1, 0, 0),
            Kind.Contains("Max"), CountPadding: true);
    }
}
