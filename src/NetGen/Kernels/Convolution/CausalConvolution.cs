using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// One step of a causal convolution over a stream, called by generated code: z = b + Σ over the taps j and channels c of the group of
/// x[t - (kernel - 1 - j)·dilation, c]·W[(j, c), f], where what lies before the beginning is zero. The steps that the window reaches back to
/// are kept in a ring, each of them twice, so that the window lies together wherever in the ring it begins: a step writes two lines, moves
/// nothing, and takes as long as any other. Sums run as those of the whole sequence, with the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CausalConvolution
{
    private readonly int _span;
    private readonly int _channels;
    private readonly int _lineStride;
    private readonly int _filterStride;
    private readonly Convolution? _wide;
    private readonly GroupedConvolution? _grouped;

    /// <summary>Prepares the kernel of one shape.</summary>
    /// <param name="kernel">The taps.</param>
    /// <param name="dilation">The steps from tap to tap.</param>
    /// <param name="channels">The channels of a step in.</param>
    /// <param name="filters">The channels of a step out.</param>
    /// <param name="groups">The number of groups that channels and filters are divided in.</param>
    public CausalConvolution(int kernel, int dilation, int channels, int filters, int groups = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        _span = checked(((kernel - 1) * dilation) + 1);
        _channels = channels;
        _filterStride = (filters + 15) & ~15;
        var window = new Window(1, _span, 1, 1, 1, kernel, dilationX: dilation);
        if (groups == 1 || (channels / groups % 16 == 0 && filters / groups % 16 == 0))
        {
            _lineStride = (channels + 15) & ~15;
            _wide = new Convolution(window, channels, _lineStride, filters, groups);
        }
        else
        {
            _grouped = new GroupedConvolution(window, channels, filters, groups);
            _lineStride = _grouped.LineStride;
        }
    }

    /// <summary>The floats that a row's stream remembers: the window's steps, twice.</summary>
    public int StateLength => 2 * _span * _lineStride;

    /// <summary>Takes a step of each row.</summary>
    /// <param name="x">The step: a row every <paramref name="xStride"/> floats.</param>
    /// <param name="xStride">The distance between rows.</param>
    /// <param name="weight">[taps x channels of a group, filters].</param>
    /// <param name="bias">[filters]; a null reference for none.</param>
    /// <param name="z">The result, padded.</param>
    /// <param name="past">What each row remembers, <see cref="StateLength"/> floats; zeros before the first step.</param>
    /// <param name="position">The steps before this one.</param>
    /// <param name="rows">The number of rows.</param>
    public void Step(ref float x, int xStride, ref float weight, ref float bias, ref float z, ref float past, long position, int rows)
    {
        int slot = (int)(position % _span);
        for (nint row = 0; row < rows; row++)
        {
            ref float lines = ref Unsafe.Add(ref past, row * StateLength);
            ref float line = ref Unsafe.Add(ref lines, (nint)slot * _lineStride);
            Enter(ref Unsafe.Add(ref x, row * xStride), ref line);
            CopyKernels.Copy(ref line, ref Unsafe.Add(ref line, (nint)_span * _lineStride), _lineStride);

            // The oldest step of the window is the one that the next will replace.
            Sum(ref Unsafe.Add(ref line, _lineStride), ref weight, ref bias, ref Unsafe.Add(ref z, row * _filterStride));
        }
    }

    private void Enter(ref float x, ref float line)
    {
        if (_grouped is { } grouped)
        {
            grouped.Enter(ref x, ref line);
        }
        else
        {
            CopyKernels.Copy(ref x, ref line, _channels);
        }
    }

    private void Sum(ref float lines, ref float weight, ref float bias, ref float z)
    {
        if (_grouped is { } grouped)
        {
            grouped.ForwardLines(ref lines, ref weight, ref bias, ref z);
        }
        else
        {
            _wide!.Forward(ref lines, ref weight, ref bias, ref z, ref Unsafe.NullRef<float>(), 1);
        }
    }
}
