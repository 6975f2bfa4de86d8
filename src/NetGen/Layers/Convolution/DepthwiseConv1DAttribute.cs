namespace NetGen;

/// <summary>
/// A convolution of each feature of a sequence by itself: <c>z[t, c·m + k] = b + Σ x[.., c]·W[i, c·m + k]</c> over the taps i,
/// with m filters for each feature (PyTorch <c>Conv1d</c> with groups = channels, Keras <c>DepthwiseConv1D</c>).
/// </summary>
/// <remarks>Parameters: kernel·channels·m + channels·m. Floating-point operations of a sample: 2·steps' times the weights.</remarks>
/// <param name="kernel">The taps of the window; at least 1.</param>
public sealed class DepthwiseConv1DAttribute(int kernel) : ConvolutionAttribute
{
    /// <summary>The taps of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The number of filters for each feature, m; default 1.</summary>
    public int Multiplier { get; set; } = 1;
}
