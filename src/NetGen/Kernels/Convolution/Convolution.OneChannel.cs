using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>Images of one channel whose window moves by one column: the first layer of a network that sees grey images or sound.</content>
public sealed partial class Convolution
{
    // The positions of a tile: as many windows side by side share most of the input that they see.
    private const int TilePositions = 8;

    private bool SlidesOverOneChannel =>
        _channels == 1 && _groups == 1 && _window is { StrideX: 1, DilationX: 1, KernelWidth: > 1, OutputWidth: >= TilePositions };

    private int SlideForward(ref float sample, ref float weight, ref float bias, ref float output) =>
        Lanes512.IsSupported && _filters > Lanes256.Count ? SlideForward<Lanes512>(ref sample, ref weight, ref bias, ref output)
        : Lanes256.IsSupported ? SlideForward<Lanes256>(ref sample, ref weight, ref bias, ref output)
        : Lanes128.IsSupported ? SlideForward<Lanes128>(ref sample, ref weight, ref bias, ref output)
        : SlideForward<LanesScalar>(ref sample, ref weight, ref bias, ref output);

    // Returns the filters that were written, in whole vectors.
    private int SlideForward<V>(ref float sample, ref float weight, ref float bias, ref float output)
        where V : struct, ILanes<V>
    {
        int filter = 0;
        for (; filter < _filters; filter += V.Count)
        {
            ref float start = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, filter);
            for (int y = 0; y < _window.OutputHeight; y++)
            {
                SlideRow<V>(
                    ref Unsafe.Add(ref sample, y * _window.StrideY * _window.PaddedWidth * _inputStride),
                    ref Unsafe.Add(ref weight, filter),
                    ref start,
                    ref Unsafe.Add(ref output, (y * _window.OutputWidth * _outputStride) + filter));
            }
        }

        return filter;
    }

    /// <summary>
    /// One row of the output. Eight windows side by side see n + 7 columns of a row of n taps, and each value is read once for all of them that see it:
    /// in parts of four taps, two and one, ascending for each window.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void SlideRow<V>(ref float x, ref float weight, ref float start, ref float output)
        where V : struct, ILanes<V>
    {
        nint width = _window.OutputWidth, height = _window.KernelHeight, taps = _window.KernelWidth;
        nint xStep = _inputStride, xRow = (nint)_window.DilationY * _window.PaddedWidth * _inputStride, stride = _filterStride, zStep = _outputStride;
        for (nint next = 0; next < width; next += TilePositions)
        {
            // The last tile starts earlier rather than being narrower, and computes the same values again.
            nint column = nint.Min(next, width - TilePositions);
            V c0 = Unsafe.IsNullRef(ref start) ? V.Create(0f) : V.Load(ref start, 0);
            V c1 = c0;
            V c2 = c0;
            V c3 = c0;
            V c4 = c0;
            V c5 = c0;
            V c6 = c0;
            V c7 = c0;
            ref float row = ref Unsafe.Add(ref x, column * xStep);
            ref float b = ref weight;
            for (nint i = 0; i < height; i++)
            {
                ref float a = ref row;
                nint tap = 0;
                for (; tap + 4 <= taps; tap += 4)
                {
                    V b0 = V.Load(ref b, 0);
                    V b1 = V.Load(ref Unsafe.Add(ref b, stride), 0);
                    V b2 = V.Load(ref Unsafe.Add(ref b, 2 * stride), 0);
                    V b3 = V.Load(ref Unsafe.Add(ref b, 3 * stride), 0);
                    V value = V.Create(a);
                    c0 = V.FusedMultiplyAdd(b0, value, c0);
                    value = V.Create(Unsafe.Add(ref a, xStep));
                    c1 = V.FusedMultiplyAdd(b0, value, c1);
                    c0 = V.FusedMultiplyAdd(b1, value, c0);
                    value = V.Create(Unsafe.Add(ref a, 2 * xStep));
                    c2 = V.FusedMultiplyAdd(b0, value, c2);
                    c1 = V.FusedMultiplyAdd(b1, value, c1);
                    c0 = V.FusedMultiplyAdd(b2, value, c0);
                    value = V.Create(Unsafe.Add(ref a, 3 * xStep));
                    c3 = V.FusedMultiplyAdd(b0, value, c3);
                    c2 = V.FusedMultiplyAdd(b1, value, c2);
                    c1 = V.FusedMultiplyAdd(b2, value, c1);
                    c0 = V.FusedMultiplyAdd(b3, value, c0);
                    value = V.Create(Unsafe.Add(ref a, 4 * xStep));
                    c4 = V.FusedMultiplyAdd(b0, value, c4);
                    c3 = V.FusedMultiplyAdd(b1, value, c3);
                    c2 = V.FusedMultiplyAdd(b2, value, c2);
                    c1 = V.FusedMultiplyAdd(b3, value, c1);
                    value = V.Create(Unsafe.Add(ref a, 5 * xStep));
                    c5 = V.FusedMultiplyAdd(b0, value, c5);
                    c4 = V.FusedMultiplyAdd(b1, value, c4);
                    c3 = V.FusedMultiplyAdd(b2, value, c3);
                    c2 = V.FusedMultiplyAdd(b3, value, c2);
                    value = V.Create(Unsafe.Add(ref a, 6 * xStep));
                    c6 = V.FusedMultiplyAdd(b0, value, c6);
                    c5 = V.FusedMultiplyAdd(b1, value, c5);
                    c4 = V.FusedMultiplyAdd(b2, value, c4);
                    c3 = V.FusedMultiplyAdd(b3, value, c3);
                    value = V.Create(Unsafe.Add(ref a, 7 * xStep));
                    c7 = V.FusedMultiplyAdd(b0, value, c7);
                    c6 = V.FusedMultiplyAdd(b1, value, c6);
                    c5 = V.FusedMultiplyAdd(b2, value, c5);
                    c4 = V.FusedMultiplyAdd(b3, value, c4);
                    value = V.Create(Unsafe.Add(ref a, 8 * xStep));
                    c7 = V.FusedMultiplyAdd(b1, value, c7);
                    c6 = V.FusedMultiplyAdd(b2, value, c6);
                    c5 = V.FusedMultiplyAdd(b3, value, c5);
                    value = V.Create(Unsafe.Add(ref a, 9 * xStep));
                    c7 = V.FusedMultiplyAdd(b2, value, c7);
                    c6 = V.FusedMultiplyAdd(b3, value, c6);
                    value = V.Create(Unsafe.Add(ref a, 10 * xStep));
                    c7 = V.FusedMultiplyAdd(b3, value, c7);
                    a = ref Unsafe.Add(ref a, 4 * xStep);
                    b = ref Unsafe.Add(ref b, 4 * stride);
                }

                if ((taps & 2) != 0)
                {
                    V b0 = V.Load(ref b, 0);
                    V b1 = V.Load(ref Unsafe.Add(ref b, stride), 0);
                    V value = V.Create(a);
                    c0 = V.FusedMultiplyAdd(b0, value, c0);
                    value = V.Create(Unsafe.Add(ref a, xStep));
                    c1 = V.FusedMultiplyAdd(b0, value, c1);
                    c0 = V.FusedMultiplyAdd(b1, value, c0);
                    value = V.Create(Unsafe.Add(ref a, 2 * xStep));
                    c2 = V.FusedMultiplyAdd(b0, value, c2);
                    c1 = V.FusedMultiplyAdd(b1, value, c1);
                    value = V.Create(Unsafe.Add(ref a, 3 * xStep));
                    c3 = V.FusedMultiplyAdd(b0, value, c3);
                    c2 = V.FusedMultiplyAdd(b1, value, c2);
                    value = V.Create(Unsafe.Add(ref a, 4 * xStep));
                    c4 = V.FusedMultiplyAdd(b0, value, c4);
                    c3 = V.FusedMultiplyAdd(b1, value, c3);
                    value = V.Create(Unsafe.Add(ref a, 5 * xStep));
                    c5 = V.FusedMultiplyAdd(b0, value, c5);
                    c4 = V.FusedMultiplyAdd(b1, value, c4);
                    value = V.Create(Unsafe.Add(ref a, 6 * xStep));
                    c6 = V.FusedMultiplyAdd(b0, value, c6);
                    c5 = V.FusedMultiplyAdd(b1, value, c5);
                    value = V.Create(Unsafe.Add(ref a, 7 * xStep));
                    c7 = V.FusedMultiplyAdd(b0, value, c7);
                    c6 = V.FusedMultiplyAdd(b1, value, c6);
                    value = V.Create(Unsafe.Add(ref a, 8 * xStep));
                    c7 = V.FusedMultiplyAdd(b1, value, c7);
                    a = ref Unsafe.Add(ref a, 2 * xStep);
                    b = ref Unsafe.Add(ref b, 2 * stride);
                }

                if ((taps & 1) != 0)
                {
                    V b0 = V.Load(ref b, 0);
                    V value = V.Create(a);
                    c0 = V.FusedMultiplyAdd(b0, value, c0);
                    value = V.Create(Unsafe.Add(ref a, xStep));
                    c1 = V.FusedMultiplyAdd(b0, value, c1);
                    value = V.Create(Unsafe.Add(ref a, 2 * xStep));
                    c2 = V.FusedMultiplyAdd(b0, value, c2);
                    value = V.Create(Unsafe.Add(ref a, 3 * xStep));
                    c3 = V.FusedMultiplyAdd(b0, value, c3);
                    value = V.Create(Unsafe.Add(ref a, 4 * xStep));
                    c4 = V.FusedMultiplyAdd(b0, value, c4);
                    value = V.Create(Unsafe.Add(ref a, 5 * xStep));
                    c5 = V.FusedMultiplyAdd(b0, value, c5);
                    value = V.Create(Unsafe.Add(ref a, 6 * xStep));
                    c6 = V.FusedMultiplyAdd(b0, value, c6);
                    value = V.Create(Unsafe.Add(ref a, 7 * xStep));
                    c7 = V.FusedMultiplyAdd(b0, value, c7);
                    a = ref Unsafe.Add(ref a, xStep);
                    b = ref Unsafe.Add(ref b, stride);
                }

                row = ref Unsafe.Add(ref row, xRow);
            }

            ref float z = ref Unsafe.Add(ref output, column * zStep);
            c0.Store(ref z, 0);
            c1.Store(ref Unsafe.Add(ref z, zStep), 0);
            c2.Store(ref Unsafe.Add(ref z, 2 * zStep), 0);
            c3.Store(ref Unsafe.Add(ref z, 3 * zStep), 0);
            c4.Store(ref Unsafe.Add(ref z, 4 * zStep), 0);
            c5.Store(ref Unsafe.Add(ref z, 5 * zStep), 0);
            c6.Store(ref Unsafe.Add(ref z, 6 * zStep), 0);
            c7.Store(ref Unsafe.Add(ref z, 7 * zStep), 0);
        }
    }
}
