using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The kernels of one transposed convolution, called by generated code: z[p·stride + t, f] += Σ over the channels c of
/// x[p, c]·W[(t, c), f], starting from the bias: the gradient of a convolution from z to x. The weight has a row for each tap
/// and channel and a column for each filter. All register widths give the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TransposedConvolution
{
    private readonly Convolution _convolution;
    private readonly int _taps;
    private readonly int _channels;
    private readonly int _filters;
    private readonly int _channelStride;
    private readonly int _filterStride;

    /// <summary>Prepares the kernels of one shape.</summary>
    /// <param name="window">How the window of the convolution slides that this is the transpose of: from z to x.</param>
    /// <param name="channels">The channels of x, whose positions are padded to 16 floats.</param>
    /// <param name="filters">The channels of z.</param>
    public TransposedConvolution(Window window, int channels, int filters)
    {
        ArgumentNullException.ThrowIfNull(window);
        _filterStride = (filters + 15) & ~15;
        _convolution = new Convolution(window, filters, _filterStride, channels, groups: 1, outputStride: 0, isTransposed: true);
        _channelStride = (channels + 15) & ~15;
        _taps = window.Taps;
        _channels = channels;
        _filters = filters;
    }

    /// <summary>The floats of scratch memory that the kernels need.</summary>
    public int ScratchLength => _convolution.ScratchLength + (_taps * _filters * _channelStride);

    /// <summary>z = b + x spread over the taps.</summary>
    public void Forward(ref float x, ref float weight, ref float bias, ref float z, ref float scratch, int rows) =>
        _convolution.Spread(ref x, ref weight, ref bias, ref z, ref scratch, rows);

    /// <summary>dL/dW = the sum over samples and positions of x and dL/dz.</summary>
    public void WeightGradient(ref float x, ref float dz, ref float dWeight, ref float scratch, int rows)
    {
        ref float transposed = ref Unsafe.Add(ref scratch, _convolution.ScratchLength);
        _convolution.WeightGradient(ref dz, ref x, ref transposed, ref scratch, rows);
        for (int tap = 0; tap < _taps; tap++)
        {
            TransposeKernel.Transpose(
                ref Unsafe.Add(ref transposed, tap * _filters * _channelStride), _filters, _channels, _channelStride,
                ref Unsafe.Add(ref dWeight, tap * _channels * _filterStride), _filterStride);
        }
    }

    /// <summary>dL/dx = a convolution of dL/dz with transposed weights.</summary>
    public void InputGradient(ref float dz, ref float weight, ref float dx, ref float scratch, int rows)
    {
        ref float transposed = ref Unsafe.Add(ref scratch, _convolution.ScratchLength);
        for (int tap = 0; tap < _taps; tap++)
        {
            TransposeKernel.Transpose(
                ref Unsafe.Add(ref weight, tap * _channels * _filterStride), _channels, _filters, _filterStride,
                ref Unsafe.Add(ref transposed, tap * _filters * _channelStride), _channelStride);
        }

        _convolution.Forward(ref dz, ref transposed, ref Unsafe.NullRef<float>(), ref dx, ref scratch, rows);
    }
}
