using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>The runtime's kernel of a causal convolution in a stream, constructed once for its shape.</summary>
/// <param name="Kernel">The taps.</param>
/// <param name="Dilation">The steps from tap to tap.</param>
/// <param name="Channels">The channels of a step in.</param>
/// <param name="Filters">The channels of a step out.</param>
/// <param name="Groups">The groups of channels and filters.</param>
internal sealed record CausalConvolutionKernelPlan(int Kernel, int Dilation, int Channels, int Filters, int Groups)
    : KernelPlan(
        $"CausalConvolution_{Text.Of(Kernel)}{(Dilation == 1 ? "" : "_dilation" + Text.Of(Dilation))}_{Text.Of(Channels)}to{Text.Of(Filters)}"
        + (Groups == 1 ? "" : "_groups" + Text.Of(Groups)))
{
    /// <summary>The floats of a step as the runtime keeps it: padded channels, or laid out as the filters of small groups see them.</summary>
    public int LineStride => IsWide || (Channels == Groups && Filters == Groups) ? PlanBuilder.Padded(Channels) : Channels / Groups * PlanBuilder.Padded(Filters);

    /// <summary>The lines that are kept: each step of the window twice, so that a window lies together wherever it begins.</summary>
    public int Lines => 2 * (((Kernel - 1) * Dilation) + 1);

    /// <summary>The floats that a stream remembers.</summary>
    public long StateLength => 2 * (((long)(Kernel - 1) * Dilation) + 1) * LineStride;

    private bool IsWide => Groups == 1 || (Channels / Groups % 16 == 0 && Filters / Groups % 16 == 0);

    public static CausalConvolutionKernelPlan Of(WindowModel window, int channels, int filters, int groups) =>
        new(window.KernelWidth, window.DilationX, channels, filters, groups);
}
