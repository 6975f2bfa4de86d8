namespace NetGen;

/// <summary>
/// The mean of each channel over a window that slides over an image: <c>y = sum of x over the window / its size</c>
/// (PyTorch <c>AvgPool2d</c>, Keras <c>AveragePooling2D</c>). The stride is the size of the window unless it is set.
/// </summary>
/// <remarks>See <see cref="CountPadding"/> for windows that reach into the padding.</remarks>
public sealed class AveragePool2DAttribute : WindowAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="size">The rows and columns of the window; at least 1.</param>
    public AveragePool2DAttribute(int size)
        : this(size, size)
    {
    }

    /// <summary>A window of any size.</summary>
    /// <param name="height">The rows of the window; at least 1.</param>
    /// <param name="width">The columns of the window; at least 1.</param>
    public AveragePool2DAttribute(int height, int width)
    {
        Height = height;
        Width = width;
    }

    /// <summary>The rows of the window.</summary>
    public int Height { get; }

    /// <summary>The columns of the window.</summary>
    public int Width { get; }

    /// <summary>
    /// Whether the mean counts padding as zeros (the default, PyTorch <c>count_include_pad</c>) or divides by the number of
    /// positions within the input (Keras).
    /// </summary>
    public bool CountPadding { get; set; } = true;
}
