namespace NetGen;

/// <summary>
/// A convolution of each feature of a sequence by itself, without bias, and then of all features at each step:
/// <c>u = DepthwiseConv1D(x), z = u·W + b</c> (Keras <c>SeparableConv1D</c>). Cheaper than <see cref="Conv1DAttribute"/> by about
/// a factor of kernel.
/// </summary>
/// <remarks>
/// Parameters: kernel·channels·m (<c>depthwise</c>), channels·m·filters (<c>weight</c>) and filters (<c>bias</c>). Options of the
/// weights hold for both; of the first, a unit is the filter of one feature.
/// </remarks>
/// <param name="filters">The number of filters, the features of the output; at least 1.</param>
/// <param name="kernel">The taps of the window; at least 1.</param>
public sealed class SeparableConv1DAttribute(int filters, int kernel) : ConvolutionAttribute
{
    /// <summary>The number of filters, the features of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The taps of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The number of depthwise filters for each feature, m; default 1.</summary>
    public int Multiplier { get; set; } = 1;
}
