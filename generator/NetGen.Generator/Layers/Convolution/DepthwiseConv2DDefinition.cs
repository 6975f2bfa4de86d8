using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>A convolution of each channel of an image by itself.</summary>
internal class DepthwiseConv2DDefinition : ConvolutionDefinition
{
    public override string Kind => "DepthwiseConv2D";

    public override string Sample => "[DepthwiseConv2D(3, Pad = 1, Multiplier = 2)]";

    protected override LayerModel? Parse(AttributeReader attribute, LayerContext context, WindowReader reader)
    {
        int filters = ReadFilters(attribute, context);
        (int height, int width) = Size(context.Input);
        WindowModel window = reader.Over(height, width);
        return new ConvolutionModel(
            Kind, context.Name, context.Input, Output(window.OutputHeight, window.OutputWidth, filters), window, context.Input.Channels,
            ReadWeights(attribute, context, window));
    }

    /// <summary>The filters of all channels.</summary>
    internal static int ReadFilters(AttributeReader attribute, LayerContext context)
    {
        int multiplier = ReadCount(attribute, "Multiplier", attribute.Named("Multiplier", 1));
        long filters = (long)multiplier * context.Input.Channels;
        if (filters <= Limits.Size)
        {
            return (int)filters;
        }

        attribute.Report(
            Descriptors.SizeOutOfRange, "Multiplier", $"{attribute.Kind}.Multiplier, times {Text.Of(context.Input.Channels)} channels,", Text.Of(filters), Text.Of(Limits.Size));
        return context.Input.Channels;
    }
}
