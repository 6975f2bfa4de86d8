using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>
/// The kernels of one convolution, called by generated code: z[p, f] = b[f] + Σ over the taps t and channels c of the group of
/// x[p·stride + t, c]·W[(t, c), f]. Positions are rows of channels; the weight has a row for each tap and channel of a group
/// and a column for each filter. Taps in the padding are zeros. Every sum runs over ascending taps, channels or positions, one
/// fused multiply-add at a time, so that all register widths give the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Convolution
{
    // A fraction of a usual second-level cache: the samples that a tile of weights goes through before the next one.
    private const int BlockFloats = 32768;

    private readonly Window _window;
    private readonly int _inputStride;
    private readonly int _inputLength;
    private readonly int _paddedLength;
    private readonly int _filters;
    private readonly int _filterStride;
    private readonly int _outputStride;
    private readonly int _groups;
    private readonly bool _isTransposed;
    private readonly int _channels;
    private readonly int[] _starts;
    private readonly int[] _offsets;
    private readonly int[] _outputs;
    private readonly int[] _weightRows;
    private readonly int[] _ascending;
    private readonly int[] _products;

    /// <summary>Prepares the kernels of one shape.</summary>
    /// <param name="window">How the window slides.</param>
    /// <param name="channels">The channels of the input.</param>
    /// <param name="inputStride">The distance between positions of the input: the channels rounded up to 16, 8, or exactly the channels.</param>
    /// <param name="filters">The channels of the output.</param>
    /// <param name="groups">The number of groups that channels and filters are divided in.</param>
    /// <param name="outputStride">The distance between positions of the output: 8 for up to eight filters in one group, or 0 for the filters rounded up to 16.</param>
    public Convolution(Window window, int channels, int inputStride, int filters, int groups = 1, int outputStride = 0)
        : this(window, channels, inputStride, filters, groups, outputStride, isTransposed: false)
    {
    }

    internal Convolution(Window window, int channels, int inputStride, int filters, int groups, int outputStride, bool isTransposed)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputStride, channels);
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(channels % groups, 0, nameof(channels));
        ArgumentOutOfRangeException.ThrowIfNotEqual(filters % groups, 0, nameof(filters));
        if (outputStride != 0 && (outputStride != Lanes256.Count || filters > outputStride || groups > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(outputStride), outputStride, "Rows of 8 floats hold up to eight filters of one group.");
        }

        _window = window;
        _inputStride = inputStride;
        _inputLength = window.Positions * inputStride;
        _paddedLength = window.PaddedHeight * window.PaddedWidth * inputStride;
        _filters = filters;
        _filterStride = Lines(filters);
        _outputStride = outputStride == 0 ? _filterStride : outputStride;
        _groups = groups;
        _isTransposed = isTransposed;
        _channels = channels / groups;
        _starts = window.Starts(inputStride);
        _offsets = window.Offsets(inputStride, _channels);
        _outputs = Multiples(window.OutputPositions, _outputStride);
        _weightRows = Multiples(_offsets.Length, _filterStride);
        _ascending = Multiples(filters / groups, 1);
        _products = Multiples(PositionsAtOnce, TransposedStride);
    }

    /// <summary>The floats of scratch memory that <see cref="Forward"/> and <see cref="WeightGradient"/> need.</summary>
    public int ScratchLength => _window.IsPadded ? Lines(_paddedLength) : 0;

    /// <summary>z = b + x * W.</summary>
    public void Forward(ref float x, ref float weight, ref float bias, ref float z, ref float scratch, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float sample = ref Sample(ref x, row, ref scratch);
            ref float output = ref Unsafe.Add(ref z, (nint)row * _outputs.Length * _outputStride);
            if (SlidesOverOneChannel)
            {
                ClearPadding(ref output, _outputs.Length, _outputStride, SlideForward(ref sample, ref weight, ref bias, ref output));
                continue;
            }

            int written = 0;
            for (int group = 0; group < _groups; group++)
            {
                int filter = group * _ascending.Length;
                written = filter + IndexedProduct.Run(
                    new IndexedProduct
                    {
                        A = ref Unsafe.Add(ref sample, group * _channels),
                        ARows = ref First(_starts),
                        Steps = ref First(_offsets),
                        Depth = _offsets.Length,
                        B = ref Unsafe.Add(ref weight, filter),
                        BStep = _filterStride,
                        C = ref Unsafe.Add(ref output, filter),
                        CRows = ref First(_outputs),
                        Rows = _outputs.Length,
                        Start = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, filter),
                    },
                    _ascending.Length);
            }

            ClearPadding(ref output, _outputs.Length, _outputStride, written);
        }
    }

    /// <summary>dL/dW = the sum over samples and positions of x and dL/dz.</summary>
    public void WeightGradient(ref float x, ref float dz, ref float dWeight, ref float scratch, int rows)
    {
        int outputLength = _outputs.Length * _outputStride;
        int block = _window.IsPadded ? 1 : Math.Max(1, BlockFloats / (_inputLength + outputLength));
        int written = 0;
        for (int row = 0; row < rows; row += block)
        {
            ref float sample = ref Sample(ref x, row, ref scratch);
            if (HasSlidingGradient)
            {
                written = SlideGradient(ref sample, ref Unsafe.Add(ref dz, (nint)row * outputLength), ref dWeight, Math.Min(block, rows - row), row > 0);
                continue;
            }

            for (int group = 0; group < _groups; group++)
            {
                int filter = group * _ascending.Length;
                written = filter + IndexedProduct.Run(
                    new IndexedProduct
                    {
                        A = ref Unsafe.Add(ref sample, group * _channels),
                        ARows = ref First(_offsets),
                        Steps = ref First(_starts),
                        Depth = _starts.Length,
                        Repeats = Math.Min(block, rows - row),
                        ARepeat = _inputLength,
                        B = ref Unsafe.Add(ref dz, ((nint)row * outputLength) + filter),
                        BStep = _outputStride,
                        C = ref Unsafe.Add(ref dWeight, filter),
                        CRows = ref First(_weightRows),
                        Rows = _offsets.Length,
                        Accumulate = row > 0,
                    },
                    _ascending.Length);
            }
        }

        ClearPadding(ref dWeight, _offsets.Length, _filterStride, written);
    }

    private static int Lines(int floats) => (floats + 15) & ~15;

    private static int[] Multiples(int count, int of)
    {
        int[] multiples = new int[count];
        for (int i = 0; i < count; i++)
        {
            multiples[i] = i * of;
        }

        return multiples;
    }

    private static ref int First(int[] values) => ref MemoryMarshal.GetArrayDataReference(values);

    private ref float Sample(ref float x, int row, ref float scratch)
    {
        ref float sample = ref Unsafe.Add(ref x, (nint)row * _inputLength);
        if (!_window.IsPadded)
        {
            return ref sample;
        }

        PaddingKernels.Pad(_window, _inputStride, ref sample, ref scratch);
        return ref scratch;
    }

    /// <summary>Zeros behind the columns that were written.</summary>
    private static void ClearPadding(ref float values, int rows, int stride, int written)
    {
        if (written >= stride)
        {
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            ref float line = ref Unsafe.Add(ref values, row * stride);
            int column = written;
            for (; column % Vector128<float>.Count != 0; column++)
            {
                Unsafe.Add(ref line, column) = 0;
            }

            for (; column < stride; column += Vector128<float>.Count)
            {
                Vector128<float>.Zero.StoreUnsafe(ref line, (nuint)column);
            }
        }
    }
}
