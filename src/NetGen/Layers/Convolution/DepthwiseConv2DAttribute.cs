namespace NetGen;

/// <summary>
/// A convolution of each channel of an image by itself: <c>z[y, x, c·m + k] = b + Σ x[.., c]·W[i, j, c·m + k]</c> over the taps
/// (i, j), with m filters for each channel (PyTorch <c>Conv2d</c> with groups = channels, Keras <c>DepthwiseConv2D</c>).
/// </summary>
/// <remarks>Parameters: kernelHeight·kernelWidth·channels·m + channels·m. Floating-point operations of a sample: 2·height'·width' times the weights.</remarks>
public sealed class DepthwiseConv2DAttribute : ConvolutionAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="kernel">The rows and columns of the window; at least 1.</param>
    public DepthwiseConv2DAttribute(int kernel)
        : this(kernel, kernel)
    {
    }

    /// <summary>A window of any size.</summary>
    /// <param name="kernelHeight">The rows of the window; at least 1.</param>
    /// <param name="kernelWidth">The columns of the window; at least 1.</param>
    public DepthwiseConv2DAttribute(int kernelHeight, int kernelWidth)
    {
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
    }

    /// <summary>The rows of the window.</summary>
    public int KernelHeight { get; }

    /// <summary>The columns of the window.</summary>
    public int KernelWidth { get; }

    /// <summary>The number of filters for each channel, m; default 1.</summary>
    public int Multiplier { get; set; } = 1;
}
