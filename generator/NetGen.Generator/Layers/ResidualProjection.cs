using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>
/// What brings the input of a residual connection into the shape of its branch (He et al. 2016, option B): a dense layer over the last
/// dimension where the branch keeps the positions, and a convolution of one tap with the branch's strides where windows thin them out.
/// </summary>
internal static class ResidualProjection
{
    /// <summary>Adds it behind the input; null, after reporting both shapes, where there is none or none is wanted.</summary>
    public static LayerValue? Add(CompositeContext context, LayerValue branch)
    {
        Shape input = context.Input.Shape, output = branch.Shape;
        AttributeReader attribute = context.Attribute;
        (int Y, int X) stride = Strides(context.Expander.Layers, branch.Source, context.Input.Source);
        string? obstacle = Obstacle(input, output, stride);
        if (obstacle is not null || !attribute.Named("Projection", true))
        {
            string block = attribute.Attribute.AttributeClass!.TypeArguments[0].Name;
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, $"Residual<{block}>",
                $"{block} turns {input} into {output}, and a sum needs equal shapes; {obstacle ?? "allow a projection, or change its last layer"}");
            return null;
        }

        NetworkDefaults defaults = context.Expander.Defaults;
        string name = context.Expander.NamesIn(attribute, 0).Contains("projection", StringComparer.OrdinalIgnoreCase) ? "shortcut" : "projection";
        string path = $"{context.Path}.{name}";
        Init init = defaults.Init == Init.Auto ? Init.XavierUniform : defaults.Init;
        LayerModel projection = KeepsPositions(input, output)
            ? DenseDefinition.Plain(path, input, output.Channels, bias: false, init, defaults)
            : Convolution(path, input, output, stride, init, defaults);
        return context.Expander.Add(attribute, projection, context.Input);
    }

    private static bool KeepsPositions(Shape input, Shape output) => input.Rank == output.Rank && input.WithChannels(1) == output.WithChannels(1);

    /// <summary>Why no projection leads from one shape to the other; null where one does.</summary>
    private static string? Obstacle(Shape input, Shape output, (int Y, int X) stride)
    {
        if (KeepsPositions(input, output))
        {
            return null;
        }

        if (input.Rank != output.Rank)
        {
            return $"a projection keeps the number of dimensions, here {Text.Of(input.Rank)}, so keep it";
        }

        Shape thinned = Thinned(input, stride);
        if (thinned.WithChannels(1) == output.WithChannels(1))
        {
            return null;
        }

        if (stride == (1, 1))
        {
            return "a projection follows strides, of which the block has none, and otherwise changes the last dimension only, so keep the others";
        }

        string strides = input.Rank == 2 || stride.Y == stride.X ? Text.Of(stride.X) : $"{Text.Of(stride.Y)}x{Text.Of(stride.X)}";
        return $"a projection with the block's stride of {strides} gives {thinned.WithChannels(output.Channels)}: pad its windows, as Padding.Same does, until they leave ceil(n / stride) positions of n";
    }

    /// <summary>The shape of every stride-th position.</summary>
    private static Shape Thinned(Shape input, (int Y, int X) stride) => input.Rank switch
    {
        2 => Shape.Of(Ceiling(input.Dims[0], stride.X), input.Channels),
        3 => Shape.Of(Ceiling(input.Dims[0], stride.Y), Ceiling(input.Dims[1], stride.X), input.Channels),
        _ => input,
    };

    private static int Ceiling(int size, int stride) => (int)(((long)size + stride - 1) / stride);

    /// <summary>The product of the strides of all windows between two values, along the first source of what joins branches.</summary>
    private static (int Y, int X) Strides(List<LayerModel> layers, int from, int to)
    {
        long y = 1, x = 1;
        for (int i = from; i > to; i = layers[i].Sources[0])
        {
            WindowModel? window = layers[i] switch
            {
                ConvolutionModel { IsTransposed: false } convolution => convolution.Window,
                PoolingModel pooling => pooling.Window,
                _ => null,
            };
            if (window is not null)
            {
                y = Math.Min(Limits.Size, y * window.StrideY);
                x = Math.Min(Limits.Size, x * window.StrideX);
            }
        }

        return ((int)y, (int)x);
    }

    private static ConvolutionModel Convolution(string path, Shape input, Shape output, (int Y, int X) stride, Init init, NetworkDefaults defaults)
    {
        bool isImage = input.Rank == 3;
        RegularisationModel regularisation = WeightReader.RegularisationOf(defaults);
        var weights = new WeightModel
        {
            WeightInit = new InitializerModel(init, defaults.InitScale, Fan.In, Distribution.Normal) { Taps = 1, Centre = 0 },
            BiasInit = new InitializerModel(Init.Zeros, 1, Fan.In, Distribution.Normal),
            Bias = false,
            Scheme = EffectiveWeight.Of(defaults),
            L1 = regularisation.L1,
            L2 = regularisation.L2,
            Constraint = regularisation.Constraint,
            ConstraintLimit = regularisation.ConstraintLimit,
        };
        WindowModel window = isImage
            ? new WindowModel(input.Dims[0], input.Dims[1], output.Dims[0], output.Dims[1], 1, 1, stride.Y, stride.X, 1, 1, 0, 0)
            : new WindowModel(1, input.Dims[0], 1, output.Dims[0], 1, 1, 1, stride.X, 1, 1, 0, 0);
        return new ConvolutionModel(isImage ? "Conv2D" : "Conv1D", path, input, output, window, 1, weights);
    }
}
