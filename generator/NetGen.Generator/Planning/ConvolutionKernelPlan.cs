using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>The runtime's kernels of one convolution, constructed once for its shape.</summary>
/// <param name="Name">The field that holds them.</param>
/// <param name="Type">The runtime's class.</param>
/// <param name="Window">How the window slides.</param>
/// <param name="Channels">The channels that the kernels read.</param>
/// <param name="InputStride">The distance between positions of the input.</param>
/// <param name="Filters">The channels that the kernels write.</param>
/// <param name="Groups">The groups of channels and filters.</param>
internal sealed record ConvolutionKernelPlan(string Name, string Type, WindowModel Window, int Channels, int InputStride, int Filters, int Groups) : KernelPlan(Name)
{
    // As in the runtime: up to eight channels of gradient are formed for 16 positions at once.
    private const int FewChannels = 8;
    private const int PositionsAtOnce = 16;

    /// <summary>The distance between positions of the output.</summary>
    public int OutputStride { get; init; } = PlanBuilder.Padded(Filters);

    /// <summary>Of groups: whether the input is spread over the output.</summary>
    public bool IsTransposed { get; init; }

    private int PaddedLength => Window.IsPadded ? PlanBuilder.Padded(Window.PaddedHeight * Window.PaddedWidth * InputStride) : 0;

    /// <summary>The floats of scratch memory of the forward pass and the gradient of the weights.</summary>
    public int ScratchLength => Type switch
    {
        "Convolution" => PaddedLength,
        "TransposedConvolution" => TransposedScratchLength,
        _ => GroupedScratchLength,
    };

    /// <summary>The floats of scratch memory of the gradient of the input.</summary>
    public int InputGradientScratchLength
    {
        get
        {
            if (Type != "Convolution")
            {
                return ScratchLength;
            }

            int channels = Channels / Groups, filters = Filters / Groups;
            if (channels <= FewChannels && Groups == 1)
            {
                return PaddedLength + ((Filters + PositionsAtOnce) * PlanBuilder.Padded(Window.Taps * FewChannels));
            }

            return PaddedLength + (Groups * Window.Taps * filters * PlanBuilder.Padded(channels));
        }
    }

    /// <summary>The floats of scratch memory of the gradient of the weights, where one position of each window has a gradient.</summary>
    public int RoutedWeightScratchLength => FilterLengths
        + (Window.IsPadded ? PaddedLength + 16 : InputStride % CompactRows.Stride == 0 ? 0 : PlanBuilder.Padded(Window.Positions * InputStride) + 16);

    /// <summary>The floats of scratch memory of the gradient of the input, where one position of each window has a gradient.</summary>
    public int RoutedInputScratchLength => PaddedLength + FilterLengths;

    // The weights filter by filter, each row of taps padded.
    private int FilterLengths => OutputStride * Window.KernelHeight * PlanBuilder.Padded(Window.KernelWidth * InputStride);

    // The convolution that it is the transpose of reads the output.
    private int TransposedScratchLength =>
        (Window.IsPadded ? PlanBuilder.Padded(Window.PaddedHeight * Window.PaddedWidth * PlanBuilder.Padded(Filters)) : 0)
        + (Window.Taps * Filters * PlanBuilder.Padded(Channels));

    private int GroupedScratchLength => Channels == Groups && Filters == Groups ? 0 : (IsTransposed ? Window.OutputPositions : Window.Positions) * (Channels / Groups) * PlanBuilder.Padded(Filters);

    public static ConvolutionKernelPlan Of(ConvolutionModel model, BufferPlan x, BufferPlan z)
    {
        ConvolutionKernelPlan kernel = Of(model, IsCompact(x) ? PlanBuilder.Padded(x.Columns) : x.Stride);
        string compact = (IsCompact(x) ? "_fromCompact" : "") + (IsCompact(z) ? "_toCompact" : "");
        return kernel with { Name = kernel.Name + compact, InputStride = x.Stride, OutputStride = z.Stride };

        static bool IsCompact(BufferPlan buffer) => buffer.Space != BufferSpace.Input && buffer.Stride == CompactRows.Stride;
    }

    private static ConvolutionKernelPlan Of(ConvolutionModel model, int inputStride)
    {
        if (model is { IsTransposed: true, Groups: > 1 })
        {
            ConvolutionKernelPlan kernel = Of("GroupedConvolution", model.Window, model.Channels, inputStride, model.Filters, model.Groups);
            return kernel with { Name = "Transposed" + kernel.Name, IsTransposed = true };
        }

        string type = model.IsTransposed ? "TransposedConvolution" : model.HasWideGroups ? "Convolution" : "GroupedConvolution";
        return Of(type, model.Window, model.Channels, inputStride, model.Filters, model.Groups);
    }

    public static ConvolutionKernelPlan Of(string type, WindowModel window, int channels, int inputStride, int filters, int groups)
    {
        string name = $"{type}_{window.Name}_{Text.Of(channels)}to{Text.Of(filters)}";
        name += groups == 1 ? "" : $"_groups{Text.Of(groups)}";
        name += inputStride == PlanBuilder.Padded(channels) ? "" : "_unpadded";
        return new ConvolutionKernelPlan(name, type, window, channels, inputStride, filters, groups);
    }
}
