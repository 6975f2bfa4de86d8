namespace NetGen;

/// <summary>
/// A convolution over an image: <c>z[y, x, f] = b[f] + Σ x[y·s + i·d - p, x·s + j·d - p, c]·W[i, j, c, f]</c> over the taps
/// (i, j) and the channels c, with x [height, width, channels] and z [height', width', filters] (PyTorch <c>Conv2d</c> and
/// Keras <c>Conv2D</c>: a cross-correlation, channels last). Taps in the padding are zeros.
/// </summary>
/// <remarks>
/// Parameters: kernelHeight·kernelWidth·channels/groups·filters + filters. Floating-point operations of a sample: 2·height'·width'
/// times the weights. Groups whose channels and filters are multiples of 16 run at the speed of whole vectors.
/// </remarks>
/// <example><c>[Input(28, 28, 1)] [Conv2D(8, kernel: 5), ReLU, MaxPool2D(2)]</c></example>
public sealed class Conv2DAttribute : ConvolutionAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="filters">The number of filters, the channels of the output; at least 1.</param>
    /// <param name="kernel">The rows and columns of the window; at least 1.</param>
    public Conv2DAttribute(int filters, int kernel)
        : this(filters, kernel, kernel)
    {
    }

    /// <summary>A window of any size.</summary>
    /// <param name="filters">The number of filters, the channels of the output; at least 1.</param>
    /// <param name="kernelHeight">The rows of the window; at least 1.</param>
    /// <param name="kernelWidth">The columns of the window; at least 1.</param>
    public Conv2DAttribute(int filters, int kernelHeight, int kernelWidth)
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
    /// The number of groups: each sees channels/groups of the channels with filters/groups of the filters; it divides both.
    /// Default 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
