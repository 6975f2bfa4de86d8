using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <content>
/// Gradients behind a pooling layer that takes the largest values: of each window one position of z has a gradient, all others have none. Instead of a
/// dL/dz that is mostly zeros there are dL/dy, a value for each window and filter, and its origin, the position of z it goes to: the bits of an integer in
/// a float, as <see cref="Pooling.RoutedMaxForward"/> writes them. A quarter of the arithmetic and of the memory is left of windows of 2 x 2.
/// </content>
public sealed partial class Convolution
{
    // Gradients, origins and inputs of so many samples stay in the first-level cache while all filters pass by.
    private const int RoutedBlockFloats = 8192;

    // Registers of 512 bits take 16 filters at once; the order of the sums is the same without them.
    private const int FiltersAtOnce = 16;

    /// <summary>The floats of scratch memory that <see cref="RoutedWeightGradient"/> needs.</summary>
    public int RoutedWeightScratchLength => RoutedSampleLength + (_outputStride * FilterLength);

    /// <summary>The floats of scratch memory that <see cref="RoutedInputGradient"/> needs.</summary>
    public int RoutedInputScratchLength => ScratchLength + (_outputStride * FilterLength);

    // A row of taps reads one run of floats of x, in whole registers: behind the end of a packed sample lies a copy's room.
    private int RoutedSampleLength =>
        _window.IsPadded ? ScratchLength + Lanes512.Count : _inputStride % Lanes256.Count == 0 ? 0 : Lines(_inputLength) + Lanes512.Count;

    /// <summary>The floats from one row of taps to the next in x.</summary>
    private int TapRow => _window.DilationY * _window.PaddedWidth * _inputStride;

    /// <summary>The floats of a row of taps.</summary>
    private int PatchRow => _window.KernelWidth * _inputStride;

    /// <summary>The floats that a row of taps takes among weights that lie filter by filter: whole registers.</summary>
    private int PatchStride => Lines(PatchRow);

    /// <summary>The floats of one filter's weights.</summary>
    private int FilterLength => _window.KernelHeight * PatchStride;

    /// <summary>dL/dW = Σ over samples and windows of dL/dy·x at the position it goes to, both ascending.</summary>
    /// <param name="x">The input.</param>
    /// <param name="dy">The gradient of each window, [rows, windows, filters].</param>
    /// <param name="origins">The position of z that each goes to.</param>
    /// <param name="dWeight">The gradient of the weights.</param>
    /// <param name="scratch"><see cref="RoutedWeightScratchLength"/> floats.</param>
    /// <param name="windows">The windows of a sample.</param>
    /// <param name="rows">The samples.</param>
    public void RoutedWeightGradient(ref float x, ref float dy, ref float origins, ref float dWeight, ref float scratch, int windows, int rows)
    {
        ref float sums = ref Unsafe.Add(ref scratch, RoutedSampleLength);
        MemoryMarshal.CreateSpan(ref sums, _outputStride * FilterLength).Clear();
        int length = windows * _outputStride;
        int block = _window.IsPadded ? 1 : Math.Max(1, RoutedBlockFloats / (_inputLength + (2 * length)));
        for (int row = 0, samples; row < rows; row += samples)
        {
            samples = Math.Min(block, rows - row);
            ref float sample = ref Unsafe.Add(ref x, (nint)row * _inputLength);
            if (_window.IsPadded)
            {
                sample = ref Sample(ref x, row, ref scratch);
            }
            else if (RoutedSampleLength > 0 && row + samples == rows)
            {
                // Nothing is read behind the user's last sample.
                samples = Math.Max(1, samples - 1);
                if (row + samples == rows)
                {
                    MemoryMarshal.CreateSpan(ref sample, _inputLength).CopyTo(MemoryMarshal.CreateSpan(ref scratch, _inputLength));
                    sample = ref scratch;
                }
            }

            ref float gradients = ref Unsafe.Add(ref dy, (nint)row * length);
            ref float positions = ref Unsafe.Add(ref origins, (nint)row * length);
            if (Lanes512.IsSupported && _inputStride % Lanes512.Count == 0)
            {
                RoutedSums<Lanes512>(ref sample, ref gradients, ref positions, ref sums, windows, samples);
            }
            else if (Lanes256.IsSupported)
            {
                RoutedSums<Lanes256>(ref sample, ref gradients, ref positions, ref sums, windows, samples);
            }
            else if (Lanes128.IsSupported)
            {
                RoutedSums<Lanes128>(ref sample, ref gradients, ref positions, ref sums, windows, samples);
            }
            else
            {
                RoutedSums<LanesScalar>(ref sample, ref gradients, ref positions, ref sums, windows, samples);
            }
        }

        FromFilters(ref sums, ref dWeight);
    }

    /// <summary>dL/dx = dL/dy·W spread around the position that it goes to: over windows, positions and filters.</summary>
    /// <param name="dy">The gradient of each window, [rows, windows, filters].</param>
    /// <param name="origins">The position of z that each goes to.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="dx">The gradient of the input, whose positions are padded to 16 floats, or 8.</param>
    /// <param name="scratch"><see cref="RoutedInputScratchLength"/> floats.</param>
    /// <param name="windows">The windows of a sample.</param>
    /// <param name="rows">The samples.</param>
    public void RoutedInputGradient(ref float dy, ref float origins, ref float weight, ref float dx, ref float scratch, int windows, int rows)
    {
        ref float filters = ref Unsafe.Add(ref scratch, ScratchLength);
        ToFilters(ref weight, ref filters);
        nint length = (nint)windows * _outputStride;
        for (int row = 0; row < rows; row++)
        {
            ref float whole = ref Unsafe.Add(ref dx, (nint)row * _inputLength);
            ref float sample = ref _window.IsPadded ? ref scratch : ref whole;
            MemoryMarshal.CreateSpan(ref sample, _paddedLength).Clear();
            ref float gradients = ref Unsafe.Add(ref dy, row * length);
            ref float positions = ref Unsafe.Add(ref origins, row * length);
            if (Lanes512.IsSupported && _inputStride % Lanes512.Count == 0)
            {
                SpreadRouted<Lanes512>(ref gradients, ref positions, ref filters, ref sample, windows);
            }
            else if (Lanes256.IsSupported)
            {
                SpreadRouted<Lanes256>(ref gradients, ref positions, ref filters, ref sample, windows);
            }
            else if (Lanes128.IsSupported)
            {
                SpreadRouted<Lanes128>(ref gradients, ref positions, ref filters, ref sample, windows);
            }
            else
            {
                SpreadRouted<LanesScalar>(ref gradients, ref positions, ref filters, ref sample, windows);
            }

            if (_window.IsPadded)
            {
                PaddingKernels.Unpad(_window, _inputStride, ref scratch, ref whole);
            }
        }
    }

    /// <summary>Some samples: each filter in tiles of its rows of taps and their vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RoutedSums<V>(ref float x, ref float dy, ref float origins, ref float sums, int windows, int samples)
        where V : struct, ILanes<V>
    {
        int vectors = (PatchRow + V.Count - 1) / V.Count, filters = vectors == 1 ? 2 : 1;
        for (int filter = 0; filter < _filters; filter += filters)
        {
            ref float gradients = ref Unsafe.Add(ref dy, filter);
            ref float positions = ref Unsafe.Add(ref origins, filter);
            for (int i = 0, rows; i < _window.KernelHeight; i += rows)
            {
                rows = Part(_window.KernelHeight - i, isRows: true);
                for (int j = 0, count; j < vectors; j += count)
                {
                    count = Part(vectors - j, isRows: false);
                    ref float start = ref Unsafe.Add(ref x, (i * TapRow) + (j * V.Count));
                    ref float target = ref Unsafe.Add(ref sums, (filter * FilterLength) + (i * PatchStride) + (j * V.Count));
                    switch (rows)
                    {
                        case 1:
                            RoutedSums<V, Count1>(ref start, ref gradients, ref positions, ref target, windows, samples, count);
                            break;
                        case 2:
                            RoutedSums<V, Count2>(ref start, ref gradients, ref positions, ref target, windows, samples, count);
                            break;
                        case 3:
                            RoutedSums<V, Count3>(ref start, ref gradients, ref positions, ref target, windows, samples, count);
                            break;
                        default:
                            RoutedSums<V, Count5>(ref start, ref gradients, ref positions, ref target, windows, samples, count);
                            break;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RoutedSums<V, TRows>(ref float x, ref float dy, ref float origins, ref float sums, int windows, int samples, int vectors)
        where V : struct, ILanes<V>
        where TRows : struct, ICount
    {
        switch (vectors)
        {
            case 1 when PatchRow <= V.Count:
                RoutedSumsOfTwo<V, TRows>(ref x, ref dy, ref origins, ref sums, windows, samples);
                break;
            case 1:
                RoutedSums<V, TRows, Count1>(ref x, ref dy, ref origins, ref sums, windows, samples);
                break;
            case 2:
                RoutedSums<V, TRows, Count2>(ref x, ref dy, ref origins, ref sums, windows, samples);
                break;
            case 3:
                RoutedSums<V, TRows, Count3>(ref x, ref dy, ref origins, ref sums, windows, samples);
                break;
            default:
                RoutedSums<V, TRows, Count5>(ref x, ref dy, ref origins, ref sums, windows, samples);
                break;
        }
    }

    /// <summary>
    /// One sample. Of each window, filters whose gradients go to one position are taken together, in the order of their first. A gradient of zero adds
    /// nothing. The order of the sums does not depend on the tiles.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void SpreadRouted<V>(ref float dy, ref float origins, ref float weight, ref float sample, int windows)
        where V : struct, ILanes<V>
    {
        for (int window = 0; window < windows; window++)
        {
            for (int filter = 0; filter < _outputStride; filter += FiltersAtOnce)
            {
                uint left = HaveGradient(ref Unsafe.Add(ref dy, filter));
                while (left != 0)
                {
                    int origin = Unsafe.As<float, int>(ref Unsafe.Add(ref origins, filter + BitOperations.TrailingZeroCount(left)));
                    uint filters = GoTo(origin, ref Unsafe.Add(ref origins, filter)) & left;
                    left &= ~filters;
                    SpreadRouted<V>(
                        ref Unsafe.Add(ref sample, Unsafe.Add(ref First(_starts), origin)), ref Unsafe.Add(ref weight, filter * FilterLength), ref Unsafe.Add(ref dy, filter), filters);
                }
            }

            dy = ref Unsafe.Add(ref dy, _outputStride);
            origins = ref Unsafe.Add(ref origins, _outputStride);
        }
    }

    /// <summary>One position: in tiles of rows of taps and their vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SpreadRouted<V>(ref float patch, ref float weight, ref float dy, uint filters)
        where V : struct, ILanes<V>
    {
        int vectors = PatchRow / V.Count;
        for (int i = 0, rows; i < _window.KernelHeight; i += rows)
        {
            rows = Part(_window.KernelHeight - i, isRows: true);
            for (int j = 0, count; j < vectors; j += count)
            {
                count = Part(vectors - j, isRows: false);
                ref float target = ref Unsafe.Add(ref patch, (i * TapRow) + (j * V.Count));
                ref float from = ref Unsafe.Add(ref weight, (i * PatchStride) + (j * V.Count));
                switch (rows)
                {
                    case 1:
                        RoutedPatch<V, Count1>(ref target, ref from, ref dy, filters, count);
                        break;
                    case 2:
                        RoutedPatch<V, Count2>(ref target, ref from, ref dy, filters, count);
                        break;
                    case 3:
                        RoutedPatch<V, Count3>(ref target, ref from, ref dy, filters, count);
                        break;
                    default:
                        RoutedPatch<V, Count5>(ref target, ref from, ref dy, filters, count);
                        break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RoutedPatch<V, TRows>(ref float patch, ref float weight, ref float dy, uint filters, int vectors)
        where V : struct, ILanes<V>
        where TRows : struct, ICount
    {
        switch (vectors)
        {
            case 1:
                RoutedPatch<V, TRows, Count1>(ref patch, ref weight, ref dy, filters);
                break;
            case 2:
                RoutedPatch<V, TRows, Count2>(ref patch, ref weight, ref dy, filters);
                break;
            case 3:
                RoutedPatch<V, TRows, Count3>(ref patch, ref weight, ref dy, filters);
                break;
            default:
                RoutedPatch<V, TRows, Count5>(ref patch, ref weight, ref dy, filters);
                break;
        }
    }

    /// <summary>How many of the rows or vectors that are left the next tile takes: 5 x 5 where there are 32 registers, 2 x 5 where there are 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Part(int left, bool isRows) =>
        isRows && !Lanes512.IsSupported ? Math.Min(left, 2) : left switch { 1 => 1, 2 or 4 => 2, 3 or 6 or 9 => 3, _ => left < 5 ? left : 5 };

    /// <summary>A bit for each of these filters that has a gradient: one that is not zero, or not a number.</summary>
    private uint HaveGradient(ref float dy) => _outputStride == Lanes256.Count
        ? ~Vector256.Equals(Vector256.LoadUnsafe(ref dy), Vector256<float>.Zero).ExtractMostSignificantBits() & byte.MaxValue
        : ~(uint)Vector512.Equals(Vector512.LoadUnsafe(ref dy), Vector512<float>.Zero).ExtractMostSignificantBits() & ushort.MaxValue;

    /// <summary>A bit for each of these filters whose gradient goes to the position.</summary>
    private uint GoTo(int origin, ref float origins) => _outputStride == Lanes256.Count
        ? Vector256.Equals(Vector256.LoadUnsafe(ref Unsafe.As<float, int>(ref origins)), Vector256.Create(origin)).ExtractMostSignificantBits()
        : (uint)Vector512.Equals(Vector512.LoadUnsafe(ref Unsafe.As<float, int>(ref origins)), Vector512.Create(origin)).ExtractMostSignificantBits();

    /// <summary>Weights filter by filter, as the patches of x lie.</summary>
    private void ToFilters(ref float weight, ref float filters)
    {
        MemoryMarshal.CreateSpan(ref filters, _outputStride * FilterLength).Clear();
        for (int row = 0; row < _offsets.Length; row++)
        {
            ref float line = ref Unsafe.Add(ref weight, row * _filterStride);
            ref float place = ref Unsafe.Add(ref filters, PatchPlace(row));
            for (int filter = 0; filter < _filters; filter++)
            {
                Unsafe.Add(ref place, filter * FilterLength) = Unsafe.Add(ref line, filter);
            }
        }
    }

    /// <summary>The gradient of the weights from sums that lie filter by filter.</summary>
    private void FromFilters(ref float filters, ref float dWeight)
    {
        for (int row = 0; row < _offsets.Length; row++)
        {
            ref float line = ref Unsafe.Add(ref dWeight, row * _filterStride);
            ref float place = ref Unsafe.Add(ref filters, PatchPlace(row));
            for (int filter = 0; filter < _filters; filter++)
            {
                Unsafe.Add(ref line, filter) = Unsafe.Add(ref place, filter * FilterLength);
            }
        }

        ClearPadding(ref dWeight, _offsets.Length, _filterStride, _filters);
    }

    /// <summary>Where tap and channel of a row of weights lie in a filter's patch.</summary>
    private int PatchPlace(int row)
    {
        int tap = row / _channels, channel = row % _channels;
        return (tap / _window.KernelWidth * PatchStride) + (tap % _window.KernelWidth * _inputStride) + channel;
    }
}
