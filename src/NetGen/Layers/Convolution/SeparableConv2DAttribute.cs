namespace NetGen;

/// <summary>
/// A convolution of each channel of an image by itself, without bias, and then of all channels at each position:
/// <c>u = DepthwiseConv2D(x), z = u·W + b</c> (Keras <c>SeparableConv2D</c>; Chollet 2017). Cheaper than <see cref="Conv2DAttribute"/> by
/// about a factor of kernelHeight·kernelWidth.
/// </summary>
/// <remarks>
/// Parameters: kernelHeight·kernelWidth·channels·m (<c>depthwise</c>), channels·m·filters (<c>weight</c>) and filters (<c>bias</c>).
/// Options of the weights hold for both; of the first, a unit is the filter of one channel.
/// </remarks>
public sealed class SeparableConv2DAttribute : ConvolutionAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="filters">The number of filters, the channels of the output; at least 1.</param>
    /// <param name="kernel">The rows and columns of the window; at least 1.</param>
    public SeparableConv2DAttribute(int filters, int kernel)
        : this(filters, kernel, kernel)
    {
    }

    /// <summary>A window of any size.</summary>
    /// <param name="filters">The number of filters, the channels of the output; at least 1.</param>
    /// <param name="kernelHeight">The rows of the window; at least 1.</param>
    /// <param name="kernelWidth">The columns of the window; at least 1.</param>
    public SeparableConv2DAttribute(int filters, int kernelHeight, int kernelWidth)
    {
        Filters = filters;
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
    }

    /// <summary>The number of filters, the channels of the output.</summary>
    public int Filters { get; }

    /// <summary>The rows of the window.</summary>
    public int KernelHeight { get; }

    /// <summary>The columns of the window.</summary>
    public int KernelWidth { get; }

    /// <summary>The number of depthwise filters for each channel, m; default 1.</summary>
    public int Multiplier { get; set; } = 1;
}
