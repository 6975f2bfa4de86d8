using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <content>The gradient of the input.</content>
public sealed partial class Convolution
{
    // Up to eight channels fill half a row: then the products for all taps of some positions are formed at once, in full vectors.
    private const int FewChannels = 8;
    private const int PositionsAtOnce = 16;

    private bool HasFewChannels => _channels <= FewChannels && _groups == 1 && !_isTransposed;

    /// <summary>The floats that the transposed weights of one tap have for each filter.</summary>
    private int TapStride => HasFewChannels ? FewChannels : Lines(_channels);

    /// <summary>The floats of scratch memory that <see cref="InputGradient"/> needs.</summary>
    public int InputGradientScratchLength => ScratchLength + TransposedLength + (HasFewChannels ? PositionsAtOnce * TransposedStride : 0);

    private int TransposedStride => Lines(_window.Taps * FewChannels);

    private int TransposedLength => HasFewChannels ? _filters * TransposedStride : _groups * _window.Taps * _ascending.Length * TapStride;

    /// <summary>dL/dx = dL/dz spread over the taps, with transposed weights. The positions of x are padded to 16 floats, or 8.</summary>
    public void InputGradient(ref float dz, ref float weight, ref float dx, ref float scratch, int rows)
    {
        ref float transposed = ref Unsafe.Add(ref scratch, ScratchLength);
        Transpose(ref weight, ref transposed);
        Spread(ref dz, ref transposed, ref Unsafe.NullRef<float>(), ref dx, ref scratch, rows);
    }

    /// <summary>
    /// x = start + z spread over the taps: for each tap, [filters, channels] of transposed weights. This is the forward pass of
    /// a transposed convolution.
    /// </summary>
    internal void Spread(ref float z, ref float transposed, ref float start, ref float x, ref float scratch, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float whole = ref Unsafe.Add(ref x, (nint)row * _inputLength);
            ref float sample = ref _window.IsPadded ? ref scratch : ref whole;
            ref float output = ref Unsafe.Add(ref z, (nint)row * _outputs.Length * _outputStride);
            Fill(ref sample, ref start);
            if (HasSlidingInputGradient)
            {
                SlideInputGradient(ref output, ref transposed, ref sample);
            }
            else if (HasFewChannels)
            {
                SpreadAllTaps(ref output, ref transposed, ref sample);
            }
            else
            {
                SpreadTapByTap(ref output, ref transposed, ref sample);
            }

            if (_window.IsPadded)
            {
                PaddingKernels.Unpad(_window, _inputStride, ref scratch, ref whole);
            }
        }
    }

    /// <summary>Every position of a padded sample starts from the same values, or from zeros.</summary>
    private void Fill(ref float sample, ref float start)
    {
        if (Unsafe.IsNullRef(ref start))
        {
            MemoryMarshal.CreateSpan(ref sample, _paddedLength).Clear();
            return;
        }

        ReadOnlySpan<float> values = MemoryMarshal.CreateReadOnlySpan(ref start, _inputStride);
        for (int offset = 0; offset < _paddedLength; offset += _inputStride)
        {
            values.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref sample, offset), _inputStride));
        }
    }

    private void Transpose(ref float weight, ref float transposed)
    {
        int taps = _window.Taps;
        if (HasFewChannels)
        {
            // Row f holds the weights of filter f, eight floats a tap.
            int stride = TransposedStride;
            MemoryMarshal.CreateSpan(ref transposed, _filters * stride).Clear();
            for (int row = 0; row < _offsets.Length; row++)
            {
                int column = (row / _channels * FewChannels) + (row % _channels);
                for (int filter = 0; filter < _filters; filter++)
                {
                    Unsafe.Add(ref transposed, (filter * stride) + column) = Unsafe.Add(ref weight, (row * _filterStride) + filter);
                }
            }

            return;
        }

        for (int group = 0; group < _groups; group++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                TransposeKernel.Transpose(
                    ref Unsafe.Add(ref weight, (tap * _channels * _filterStride) + (group * _ascending.Length)), _channels, _ascending.Length, _filterStride,
                    ref Unsafe.Add(ref transposed, ((group * taps) + tap) * _ascending.Length * TapStride), TapStride);
            }
        }
    }

    private void SpreadTapByTap(ref float output, ref float transposed, ref float sample)
    {
        int taps = _window.Taps;
        for (int group = 0; group < _groups; group++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                IndexedProduct.Run(
                    new IndexedProduct
                    {
                        A = ref Unsafe.Add(ref output, group * _ascending.Length),
                        ARows = ref First(_outputs),
                        Steps = ref First(_ascending),
                        Depth = _ascending.Length,
                        B = ref Unsafe.Add(ref transposed, ((group * taps) + tap) * _ascending.Length * TapStride),
                        BStep = TapStride,
                        C = ref Unsafe.Add(ref sample, _offsets[tap * _channels] + (group * _channels)),
                        CRows = ref First(_starts),
                        Rows = _starts.Length,
                        Accumulate = true,
                    },
                    _channels);
            }
        }
    }

    private void SpreadAllTaps(ref float output, ref float transposed, ref float sample)
    {
        int stride = TransposedStride;
        int columns = _window.Taps * FewChannels;
        ref float products = ref Unsafe.Add(ref transposed, _filters * stride);
        for (int first = 0; first < _starts.Length; first += PositionsAtOnce)
        {
            int count = Math.Min(PositionsAtOnce, _starts.Length - first);
            IndexedProduct.Run(
                new IndexedProduct
                {
                    A = ref Unsafe.Add(ref output, first * _outputStride),
                    ARows = ref First(_outputs),
                    Steps = ref First(_ascending),
                    Depth = _filters,
                    B = ref transposed,
                    BStep = stride,
                    C = ref products,
                    CRows = ref First(_products),
                    Rows = count,
                },
                columns);
            if (Lanes256.IsSupported)
            {
                Add<Lanes256>(ref products, stride, ref sample, first, count);
            }
            else if (Lanes128.IsSupported)
            {
                Add<Lanes128>(ref products, stride, ref sample, first, count);
            }
            else
            {
                Add<LanesScalar>(ref products, stride, ref sample, first, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Add<V>(ref float products, int stride, ref float sample, int first, int count)
        where V : struct, ILanes<V>
    {
        ref int offsets = ref First(_offsets);
        nint taps = _window.Taps, channels = _channels;
        for (nint p = 0; p < count; p++)
        {
            ref float start = ref Unsafe.Add(ref sample, Unsafe.Add(ref First(_starts), first + p));
            ref float line = ref Unsafe.Add(ref products, p * stride);
            for (nint tap = 0; tap < taps; tap++)
            {
                ref float target = ref Unsafe.Add(ref start, Unsafe.Add(ref offsets, tap * channels));
                for (nuint lane = 0; lane < FewChannels; lane += (nuint)V.Count)
                {
                    (V.Load(ref target, lane) + V.Load(ref line, lane)).Store(ref target, lane);
                }

                line = ref Unsafe.Add(ref line, FewChannels);
            }
        }
    }
}
