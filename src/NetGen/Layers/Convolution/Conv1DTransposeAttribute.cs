namespace NetGen;

/// <summary>
/// A transposed convolution over a sequence, which lengthens it: every step adds <c>x[t, c]·W[i, c, f]</c> to the output at
/// (t·s + i·d - p, f), and the bias is added (PyTorch <c>ConvTranspose1d</c>, Keras <c>Conv1DTranspose</c>).
/// </summary>
/// <remarks>
/// For n steps there are (n - 1)·s + d·(k - 1) + 1 - p + <see cref="OutputPad"/> outputs, with p the padding on both sides
/// (PyTorch), and n·s with <see cref="Padding.Same"/> (Keras). Parameters: kernel·channels/groups·filters + filters.
/// </remarks>
/// <param name="filters">The number of filters, the features of the output; at least 1.</param>
/// <param name="kernel">The taps of the window; at least 1.</param>
public sealed class Conv1DTransposeAttribute(int filters, int kernel) : ConvolutionAttribute
{
    /// <summary>The number of filters, the features of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The taps of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>
    /// The number of groups that channels and filters are divided in, each with filters of its own (PyTorch <c>groups</c>); divides both;
    /// default 1. As many as there are channels make it depthwise.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Further steps after the output, less than the stride (PyTorch <c>output_padding</c>); default 0.</summary>
    public int OutputPad { get; set; }
}
