namespace NetGen;

/// <summary>
/// The mean of each channel over a window that slides over a sequence: <c>y = sum of x over the window / its size</c>
/// (PyTorch <c>AvgPool1d</c>, Keras <c>AveragePooling1D</c>). The stride is the size of the window unless it is set.
/// </summary>
/// <remarks>See <see cref="CountPadding"/> for windows that reach into the padding.</remarks>
/// <param name="size">The steps of the window; at least 1.</param>
public sealed class AveragePool1DAttribute(int size) : WindowAttribute
{
    /// <summary>The steps of the window.</summary>
    public int Size { get; } = size;

    /// <summary>
    /// Whether the mean counts padding as zeros (the default, PyTorch <c>count_include_pad</c>) or divides by the number of
    /// positions within the input (Keras).
    /// </summary>
    public bool CountPadding { get; set; } = true;
}
