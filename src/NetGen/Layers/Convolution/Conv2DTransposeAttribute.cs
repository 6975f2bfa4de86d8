namespace NetGen;

/// <summary>
/// A transposed convolution over an image, which enlarges it: every input position adds <c>x[y, x, c]·W[i, j, c, f]</c> to the
/// output at (y·s + i·d - p, x·s + j·d - p, f), and the bias is added (PyTorch <c>ConvTranspose2d</c>, Keras <c>Conv2DTranspose</c>).
/// </summary>
/// <remarks>
/// For n inputs along an axis there are (n - 1)·s + d·(k - 1) + 1 - p + <see cref="OutputPad"/> outputs, with p the padding on both
/// sides (PyTorch), and n·s with <see cref="Padding.Same"/> (Keras). Parameters: kernelHeight·kernelWidth·channels/groups·filters
/// + filters.
/// </remarks>
public sealed class Conv2DTransposeAttribute : ConvolutionAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="filters">The number of filters, the channels of the output; at least 1.</param>
    /// <param name="kernel">The rows and columns of the window; at least 1.</param>
    public Conv2DTransposeAttribute(int filters, int kernel)
        : this(filters, kernel, kernel)
    {
    }

    /// <summary>A window of any size.</summary>
    /// <param name="filters">The number of filters, the channels of the output; at least 1.</param>
    /// <param name="kernelHeight">The rows of the window; at least 1.</param>
    /// <param name="kernelWidth">The columns of the window; at least 1.</param>
    public Conv2DTransposeAttribute(int filters, int kernelHeight, int kernelWidth)
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

    /// <summary>
    /// The number of groups that channels and filters are divided in, each with filters of its own (PyTorch <c>groups</c>); divides both;
    /// default 1. As many as there are channels make it depthwise.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Further rows and columns after the output, less than the stride (PyTorch <c>output_padding</c>); default 0.</summary>
    public int OutputPad { get; set; }
}
