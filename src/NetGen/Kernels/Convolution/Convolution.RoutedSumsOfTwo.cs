using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The register tile of the gradient of weights where gradients go to one position of each window, of rows of taps that fill one register.</content>
public sealed partial class Convolution
{
    /// <summary>
    /// For two filters, whose sums wait for each other in turn: as <see cref="RoutedSums{V, TRows, TVectors}"/>. The second may be one that the padding
    /// behind the filters holds.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void RoutedSumsOfTwo<V, TRows>(ref float x, ref float dy, ref float origins, ref float sums, nint windows, nint samples)
        where V : struct, ILanes<V>
        where TRows : struct, ICount
    {
        nint xRow = TapRow, sumRow = PatchStride, stride = _outputStride;
        ref int starts = ref First(_starts);
        ref float s0 = ref sums;
        ref float s1 = ref Unsafe.Add(ref s0, TRows.Count > 1 ? sumRow : 0);
        ref float s2 = ref Unsafe.Add(ref s1, TRows.Count > 2 ? sumRow : 0);
        ref float s3 = ref Unsafe.Add(ref s2, TRows.Count > 3 ? sumRow : 0);
        ref float s4 = ref Unsafe.Add(ref s3, TRows.Count > 4 ? sumRow : 0);
        ref float t0 = ref Unsafe.Add(ref sums, FilterLength);
        ref float t1 = ref Unsafe.Add(ref t0, TRows.Count > 1 ? sumRow : 0);
        ref float t2 = ref Unsafe.Add(ref t1, TRows.Count > 2 ? sumRow : 0);
        ref float t3 = ref Unsafe.Add(ref t2, TRows.Count > 3 ? sumRow : 0);
        ref float t4 = ref Unsafe.Add(ref t3, TRows.Count > 4 ? sumRow : 0);
        V c0 = V.Load(ref s0, 0), c1 = V.Create(0), c2 = V.Create(0), c3 = V.Create(0), c4 = V.Create(0);
        V d0 = V.Load(ref t0, 0), d1 = V.Create(0), d2 = V.Create(0), d3 = V.Create(0), d4 = V.Create(0);

        if (TRows.Count > 1)
        {
            c1 = V.Load(ref s1, 0);
            d1 = V.Load(ref t1, 0);
        }

        if (TRows.Count > 2)
        {
            c2 = V.Load(ref s2, 0);
            d2 = V.Load(ref t2, 0);
        }

        if (TRows.Count > 3)
        {
            c3 = V.Load(ref s3, 0);
            d3 = V.Load(ref t3, 0);
            c4 = V.Load(ref s4, 0);
            d4 = V.Load(ref t4, 0);
        }

        for (nint n = 0; n < samples; n++)
        {
            for (nint window = 0; window < windows; window++)
            {
                ref float x0 = ref Unsafe.Add(ref x, Unsafe.Add(ref starts, Unsafe.As<float, int>(ref origins)));
                ref float y0 = ref Unsafe.Add(ref x, Unsafe.Add(ref starts, Unsafe.As<float, int>(ref Unsafe.Add(ref origins, 1))));
                V g = V.Create(dy), h = V.Create(Unsafe.Add(ref dy, 1));
                c0 = V.FusedMultiplyAdd(ref x0, 0, g, c0);
                d0 = V.FusedMultiplyAdd(ref y0, 0, h, d0);

                if (TRows.Count > 1)
                {
                    c1 = V.FusedMultiplyAdd(ref Unsafe.Add(ref x0, xRow), 0, g, c1);
                    d1 = V.FusedMultiplyAdd(ref Unsafe.Add(ref y0, xRow), 0, h, d1);
                }

                if (TRows.Count > 2)
                {
                    c2 = V.FusedMultiplyAdd(ref Unsafe.Add(ref x0, 2 * xRow), 0, g, c2);
                    d2 = V.FusedMultiplyAdd(ref Unsafe.Add(ref y0, 2 * xRow), 0, h, d2);
                }

                if (TRows.Count > 3)
                {
                    c3 = V.FusedMultiplyAdd(ref Unsafe.Add(ref x0, 3 * xRow), 0, g, c3);
                    d3 = V.FusedMultiplyAdd(ref Unsafe.Add(ref y0, 3 * xRow), 0, h, d3);
                    c4 = V.FusedMultiplyAdd(ref Unsafe.Add(ref x0, 4 * xRow), 0, g, c4);
                    d4 = V.FusedMultiplyAdd(ref Unsafe.Add(ref y0, 4 * xRow), 0, h, d4);
                }

                dy = ref Unsafe.Add(ref dy, stride);
                origins = ref Unsafe.Add(ref origins, stride);
            }

            x = ref Unsafe.Add(ref x, _inputLength);
        }

        c0.Store(ref s0, 0);
        d0.Store(ref t0, 0);

        if (TRows.Count > 1)
        {
            c1.Store(ref s1, 0);
            d1.Store(ref t1, 0);
        }

        if (TRows.Count > 2)
        {
            c2.Store(ref s2, 0);
            d2.Store(ref t2, 0);
        }

        if (TRows.Count > 3)
        {
            c3.Store(ref s3, 0);
            d3.Store(ref t3, 0);
            c4.Store(ref s4, 0);
            d4.Store(ref t4, 0);
        }
    }
}
