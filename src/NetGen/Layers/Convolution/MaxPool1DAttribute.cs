namespace NetGen;

/// <summary>
/// The largest value of each channel over a window that slides over a sequence: <c>y = max of x over the window</c>
/// (PyTorch <c>MaxPool1d</c>, Keras <c>MaxPooling1D</c>). The stride is the size of the window unless it is set.
/// </summary>
/// <remarks>Padding takes part in no maximum. The gradient goes to the first position that has the maximum; NaN comes through.</remarks>
/// <param name="size">The steps of the window; at least 1.</param>
public sealed class MaxPool1DAttribute(int size) : WindowAttribute
{
    /// <summary>The steps of the window.</summary>
    public int Size { get; } = size;
}
