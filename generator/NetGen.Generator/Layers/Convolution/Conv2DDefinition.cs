using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>A convolution over an image.</summary>
internal class Conv2DDefinition : ConvolutionDefinition
{
    public override string Kind => "Conv2D";

    public override string Sample => "[Conv2D(5, kernel: 3, Stride = 2, Padding = Padding.Same)]";

    public override IEnumerable<string> MoreSamples => ["[Conv2D(6, kernel: 3, Groups = 3)]", "[Conv2D(4, kernel: 1)]"];

    protected override LayerModel? Parse(AttributeReader attribute, LayerContext context, WindowReader reader)
    {
        int filters = ReadCount(attribute, "filters", attribute.Positional<int>("filters"));
        (int height, int width) = Size(context.Input);
        WindowModel window = reader.Over(height, width);
        int groups = ReadGroups(attribute, context.Input.Channels, filters);
        return new ConvolutionModel(
            Kind, context.Name, context.Input, Output(window.OutputHeight, window.OutputWidth, filters), window, groups, ReadWeights(attribute, context, window));
    }
}
