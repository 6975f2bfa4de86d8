namespace NetGen;

/// <summary>
/// The largest value of each channel over a window that slides over an image: <c>y = max of x over the window</c>
/// (PyTorch <c>MaxPool2d</c>, Keras <c>MaxPooling2D</c>). The stride is the size of the window unless it is set.
/// </summary>
/// <remarks>Padding takes part in no maximum. The gradient goes to the first position that has the maximum; NaN comes through.</remarks>
public sealed class MaxPool2DAttribute : WindowAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="size">The rows and columns of the window; at least 1.</param>
    public MaxPool2DAttribute(int size)
        : this(size, size)
    {
    }

    /// <summary>A window of any size.</summary>
    /// <param name="height">The rows of the window; at least 1.</param>
    /// <param name="width">The columns of the window; at least 1.</param>
    public MaxPool2DAttribute(int height, int width)
    {
        Height = height;
        Width = width;
    }

    /// <summary>The rows of the window.</summary>
    public int Height { get; }

    /// <summary>The columns of the window.</summary>
    public int Width { get; }
}
