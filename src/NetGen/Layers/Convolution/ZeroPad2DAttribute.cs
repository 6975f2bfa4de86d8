namespace NetGen;

/// <summary>Surrounds an image with zeros (PyTorch <c>ZeroPad2d</c>, Keras <c>ZeroPadding2D</c>).</summary>
/// <param name="pad">Rows and columns of zeros on every side; at least 0.</param>
public sealed class ZeroPad2DAttribute(int pad) : LayerAttribute
{
    /// <summary>Different amounts for each side.</summary>
    /// <param name="top">Rows of zeros above.</param>
    /// <param name="bottom">Rows of zeros below.</param>
    /// <param name="left">Columns of zeros before.</param>
    /// <param name="right">Columns of zeros after.</param>
    public ZeroPad2DAttribute(int top, int bottom, int left, int right)
        : this(top)
    {
        Bottom = bottom;
        Left = left;
        Right = right;
    }

    /// <summary>Rows of zeros above.</summary>
    public int Top { get; } = pad;

    /// <summary>Rows of zeros below.</summary>
    public int Bottom { get; } = pad;

    /// <summary>Columns of zeros before.</summary>
    public int Left { get; } = pad;

    /// <summary>Columns of zeros after.</summary>
    public int Right { get; } = pad;
}
