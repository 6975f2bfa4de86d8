using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>A transposed convolution over an image.</summary>
internal class Conv2DTransposeDefinition : ConvolutionDefinition
{
    public override string Kind => "Conv2DTranspose";

    public override string Sample => "[Conv2DTranspose(5, kernel: 3, Stride = 2)]";

    public override IEnumerable<string> MoreSamples => ["[Conv2DTranspose(6, kernel: 3, Stride = 2, Groups = 3)]"];

    protected override LayerModel? Parse(AttributeReader attribute, LayerContext context, WindowReader reader)
    {
        int filters = ReadCount(attribute, "filters", attribute.Positional<int>("filters"));
        int outputPad = attribute.Named("OutputPad", 0);
        if (outputPad < 0 || outputPad >= reader.LargestStride)
        {
            if (outputPad != 0)
            {
                attribute.Report(
                    Descriptors.OptionOutOfRange, "OutputPad", $"{Kind}.OutputPad", Text.Of(outputPad), $"at least 0 and less than the stride, {Text.Of(reader.LargestStride)}");
            }

            outputPad = 0;
        }

        (int height, int width) = Size(context.Input);
        WindowModel window = reader.Enlarging(height, width, outputPad);
        return new ConvolutionModel(
            Kind, context.Name, context.Input, Output(window.Height, window.Width, filters), window, ReadGroups(attribute, context.Input.Channels, filters), ReadWeights(attribute, context, window))
        {
            IsTransposed = true,
        };
    }
}
