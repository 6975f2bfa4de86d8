namespace NetGen;

/// <summary>
/// A convolution over a sequence: <c>z[t, f] = b[f] + Σ x[t·s + i·d - p, c]·W[i, c, f]</c> over the taps i and the channels c,
/// with x [steps, channels] and z [steps', filters] (PyTorch <c>Conv1d</c> and Keras <c>Conv1D</c>: a cross-correlation,
/// channels last). Taps in the padding are zeros.
/// </summary>
/// <remarks>
/// Parameters: kernel·channels/groups·filters + filters. Floating-point operations of a sample: 2·steps' times the weights. With
/// <see cref="Padding.Causal"/> an output sees no later input (van den Oord et al. 2016, WaveNet).
/// </remarks>
/// <param name="filters">The number of filters, the features of the output; at least 1.</param>
/// <param name="kernel">The taps of the window; at least 1.</param>
public sealed class Conv1DAttribute(int filters, int kernel) : ConvolutionAttribute
{
    /// <summary>The number of filters, the features of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The taps of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>
    /// The number of groups: each sees channels/groups of the channels with filters/groups of the filters; it divides both.
    /// Default 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
