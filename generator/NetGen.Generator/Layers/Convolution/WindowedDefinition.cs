using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>A layer whose window slides over an image or a sequence.</summary>
internal abstract class WindowedDefinition : LayerDefinition
{
    /// <summary>True for images, false for sequences.</summary>
    protected virtual bool IsImage => Kind.Contains("2D");

    public override string SampleInput => IsImage ? "[Input(7, 6, 3)]" : "[Input(9, 3)]";

    /// <summary>Says at the attribute that the input is not what the layer slides over.</summary>
    protected bool RequirePositions(AttributeReader attribute, LayerContext context)
    {
        if (context.Input.Rank == (IsImage ? 3 : 2))
        {
            return true;
        }

        string needs = IsImage ? "an image, height x width x channels" : "a sequence, steps x features";
        string how = IsImage ? "[Reshape(height, width, channels)] or [Input(height, width, channels)]" : "[Reshape(steps, features)] or [Input(steps, features)]";
        attribute.ReportHere(
            Descriptors.ShapeDoesNotFit, attribute.Kind, $"it works on {needs}, and what comes before it has the shape {context.Input}; {how} declares one");
        return false;
    }

    /// <summary>Rows and columns of the input; a sequence is an image of height 1.</summary>
    protected (int Height, int Width) Size(Shape input) => IsImage ? (input.Dims[0], input.Dims[1]) : (1, input.Dims[0]);

    protected Shape Output(int height, int width, int channels) => IsImage ? Shape.Of(height, width, channels) : Shape.Of(width, channels);

    /// <summary>The window that the attribute's constructor was given: one size for both axes, or one for each.</summary>
    protected WindowSize ReadSize(AttributeReader attribute, string both, string height, string width)
    {
        if (attribute.Attribute.AttributeConstructor!.Parameters.Any(p => p.Name == both))
        {
            int size = attribute.Positional<int>(both);
            return new WindowSize(IsImage ? size : 1, size, both, both);
        }

        return new WindowSize(attribute.Positional<int>(height), attribute.Positional<int>(width), height, width);
    }

    /// <summary>A number of filters or the like.</summary>
    protected static int ReadCount(AttributeReader attribute, string argument, int value)
    {
        if (value is >= 1 and <= Limits.Size)
        {
            return value;
        }

        attribute.Report(Descriptors.SizeOutOfRange, argument, $"{attribute.Kind}.{argument}", Text.Of(value), Text.Of(Limits.Size));
        return 1;
    }
}
