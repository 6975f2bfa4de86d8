using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The register tile of the gradient of weights where gradients go to one position of each window.</content>
public sealed partial class Convolution
{
    /// <summary>
    /// For one filter: sums[i, j] += Σ over samples and windows of dy·x at the position that the gradient goes to, for some rows i of taps and vectors j of
    /// taps and channels. All sums stay in registers; each runs over samples and windows in ascending order, whatever the tile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void RoutedSums<V, TRows, TVectors>(ref float x, ref float dy, ref float origins, ref float sums, nint windows, nint samples)
        where V : struct, ILanes<V>
        where TRows : struct, ICount
        where TVectors : struct, ICount
    {
        nint xRow = TapRow, sumRow = PatchStride, stride = _outputStride;
        ref int starts = ref First(_starts);
        ref float s0 = ref sums;
        ref float s1 = ref Unsafe.Add(ref s0, TRows.Count > 1 ? sumRow : 0);
        ref float s2 = ref Unsafe.Add(ref s1, TRows.Count > 2 ? sumRow : 0);
        ref float s3 = ref Unsafe.Add(ref s2, TRows.Count > 3 ? sumRow : 0);
        ref float s4 = ref Unsafe.Add(ref s3, TRows.Count > 4 ? sumRow : 0);
        V c00 = V.Create(0), c01 = V.Create(0), c02 = V.Create(0), c03 = V.Create(0), c04 = V.Create(0);
        V c10 = V.Create(0), c11 = V.Create(0), c12 = V.Create(0), c13 = V.Create(0), c14 = V.Create(0);
        V c20 = V.Create(0), c21 = V.Create(0), c22 = V.Create(0), c23 = V.Create(0), c24 = V.Create(0);
        V c30 = V.Create(0), c31 = V.Create(0), c32 = V.Create(0), c33 = V.Create(0), c34 = V.Create(0);
        V c40 = V.Create(0), c41 = V.Create(0), c42 = V.Create(0), c43 = V.Create(0), c44 = V.Create(0);
        c00 = V.Load(ref s0, 0);

        if (TVectors.Count > 1)
        {
            c01 = V.Load(ref s0, (nuint)V.Count);
        }

        if (TVectors.Count > 2)
        {
            c02 = V.Load(ref s0, (nuint)(2 * V.Count));
        }

        if (TVectors.Count > 3)
        {
            c03 = V.Load(ref s0, (nuint)(3 * V.Count));
            c04 = V.Load(ref s0, (nuint)(4 * V.Count));
        }

        if (TRows.Count > 1)
        {
            c10 = V.Load(ref s1, 0);

            if (TVectors.Count > 1)
            {
                c11 = V.Load(ref s1, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c12 = V.Load(ref s1, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c13 = V.Load(ref s1, (nuint)(3 * V.Count));
                c14 = V.Load(ref s1, (nuint)(4 * V.Count));
            }
        }

        if (TRows.Count > 2)
        {
            c20 = V.Load(ref s2, 0);

            if (TVectors.Count > 1)
            {
                c21 = V.Load(ref s2, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c22 = V.Load(ref s2, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c23 = V.Load(ref s2, (nuint)(3 * V.Count));
                c24 = V.Load(ref s2, (nuint)(4 * V.Count));
            }
        }

        if (TRows.Count > 3)
        {
            c30 = V.Load(ref s3, 0);

            if (TVectors.Count > 1)
            {
                c31 = V.Load(ref s3, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c32 = V.Load(ref s3, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c33 = V.Load(ref s3, (nuint)(3 * V.Count));
                c34 = V.Load(ref s3, (nuint)(4 * V.Count));
            }
        }

        if (TRows.Count > 4)
        {
            c40 = V.Load(ref s4, 0);

            if (TVectors.Count > 1)
            {
                c41 = V.Load(ref s4, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c42 = V.Load(ref s4, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c43 = V.Load(ref s4, (nuint)(3 * V.Count));
                c44 = V.Load(ref s4, (nuint)(4 * V.Count));
            }
        }

        for (nint n = 0; n < samples; n++)
        {
            for (nint window = 0; window < windows; window++)
            {
                ref float x0 = ref Unsafe.Add(ref x, Unsafe.Add(ref starts, Unsafe.As<float, int>(ref origins)));
                ref float x1 = ref Unsafe.Add(ref x0, TRows.Count > 1 ? xRow : 0);
                ref float x2 = ref Unsafe.Add(ref x1, TRows.Count > 2 ? xRow : 0);
                ref float x3 = ref Unsafe.Add(ref x2, TRows.Count > 3 ? xRow : 0);
                ref float x4 = ref Unsafe.Add(ref x3, TRows.Count > 4 ? xRow : 0);
                V g = V.Create(dy);
                c00 = V.FusedMultiplyAdd(ref x0, 0, g, c00);

                if (TVectors.Count > 1)
                {
                    c01 = V.FusedMultiplyAdd(ref x0, (nuint)V.Count, g, c01);
                }

                if (TVectors.Count > 2)
                {
                    c02 = V.FusedMultiplyAdd(ref x0, (nuint)(2 * V.Count), g, c02);
                }

                if (TVectors.Count > 3)
                {
                    c03 = V.FusedMultiplyAdd(ref x0, (nuint)(3 * V.Count), g, c03);
                    c04 = V.FusedMultiplyAdd(ref x0, (nuint)(4 * V.Count), g, c04);
                }

                if (TRows.Count > 1)
                {
                    c10 = V.FusedMultiplyAdd(ref x1, 0, g, c10);

                    if (TVectors.Count > 1)
                    {
                        c11 = V.FusedMultiplyAdd(ref x1, (nuint)V.Count, g, c11);
                    }

                    if (TVectors.Count > 2)
                    {
                        c12 = V.FusedMultiplyAdd(ref x1, (nuint)(2 * V.Count), g, c12);
                    }

                    if (TVectors.Count > 3)
                    {
                        c13 = V.FusedMultiplyAdd(ref x1, (nuint)(3 * V.Count), g, c13);
                        c14 = V.FusedMultiplyAdd(ref x1, (nuint)(4 * V.Count), g, c14);
                    }
                }

                if (TRows.Count > 2)
                {
                    c20 = V.FusedMultiplyAdd(ref x2, 0, g, c20);

                    if (TVectors.Count > 1)
                    {
                        c21 = V.FusedMultiplyAdd(ref x2, (nuint)V.Count, g, c21);
                    }

                    if (TVectors.Count > 2)
                    {
                        c22 = V.FusedMultiplyAdd(ref x2, (nuint)(2 * V.Count), g, c22);
                    }

                    if (TVectors.Count > 3)
                    {
                        c23 = V.FusedMultiplyAdd(ref x2, (nuint)(3 * V.Count), g, c23);
                        c24 = V.FusedMultiplyAdd(ref x2, (nuint)(4 * V.Count), g, c24);
                    }
                }

                if (TRows.Count > 3)
                {
                    c30 = V.FusedMultiplyAdd(ref x3, 0, g, c30);

                    if (TVectors.Count > 1)
                    {
                        c31 = V.FusedMultiplyAdd(ref x3, (nuint)V.Count, g, c31);
                    }

                    if (TVectors.Count > 2)
                    {
                        c32 = V.FusedMultiplyAdd(ref x3, (nuint)(2 * V.Count), g, c32);
                    }

                    if (TVectors.Count > 3)
                    {
                        c33 = V.FusedMultiplyAdd(ref x3, (nuint)(3 * V.Count), g, c33);
                        c34 = V.FusedMultiplyAdd(ref x3, (nuint)(4 * V.Count), g, c34);
                    }
                }

                if (TRows.Count > 4)
                {
                    c40 = V.FusedMultiplyAdd(ref x4, 0, g, c40);

                    if (TVectors.Count > 1)
                    {
                        c41 = V.FusedMultiplyAdd(ref x4, (nuint)V.Count, g, c41);
                    }

                    if (TVectors.Count > 2)
                    {
                        c42 = V.FusedMultiplyAdd(ref x4, (nuint)(2 * V.Count), g, c42);
                    }

                    if (TVectors.Count > 3)
                    {
                        c43 = V.FusedMultiplyAdd(ref x4, (nuint)(3 * V.Count), g, c43);
                        c44 = V.FusedMultiplyAdd(ref x4, (nuint)(4 * V.Count), g, c44);
                    }
                }

                dy = ref Unsafe.Add(ref dy, stride);
                origins = ref Unsafe.Add(ref origins, stride);
            }

            x = ref Unsafe.Add(ref x, _inputLength);
        }

        c00.Store(ref s0, 0);

        if (TVectors.Count > 1)
        {
            c01.Store(ref s0, (nuint)V.Count);
        }

        if (TVectors.Count > 2)
        {
            c02.Store(ref s0, (nuint)(2 * V.Count));
        }

        if (TVectors.Count > 3)
        {
            c03.Store(ref s0, (nuint)(3 * V.Count));
            c04.Store(ref s0, (nuint)(4 * V.Count));
        }

        if (TRows.Count > 1)
        {
            c10.Store(ref s1, 0);

            if (TVectors.Count > 1)
            {
                c11.Store(ref s1, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c12.Store(ref s1, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c13.Store(ref s1, (nuint)(3 * V.Count));
                c14.Store(ref s1, (nuint)(4 * V.Count));
            }
        }

        if (TRows.Count > 2)
        {
            c20.Store(ref s2, 0);

            if (TVectors.Count > 1)
            {
                c21.Store(ref s2, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c22.Store(ref s2, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c23.Store(ref s2, (nuint)(3 * V.Count));
                c24.Store(ref s2, (nuint)(4 * V.Count));
            }
        }

        if (TRows.Count > 3)
        {
            c30.Store(ref s3, 0);

            if (TVectors.Count > 1)
            {
                c31.Store(ref s3, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c32.Store(ref s3, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c33.Store(ref s3, (nuint)(3 * V.Count));
                c34.Store(ref s3, (nuint)(4 * V.Count));
            }
        }

        if (TRows.Count > 4)
        {
            c40.Store(ref s4, 0);

            if (TVectors.Count > 1)
            {
                c41.Store(ref s4, (nuint)V.Count);
            }

            if (TVectors.Count > 2)
            {
                c42.Store(ref s4, (nuint)(2 * V.Count));
            }

            if (TVectors.Count > 3)
            {
                c43.Store(ref s4, (nuint)(3 * V.Count));
                c44.Store(ref s4, (nuint)(4 * V.Count));
            }
        }
    }
}
