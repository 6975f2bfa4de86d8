using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The gradient of the weights of windows that slide over one channel.</content>
public sealed partial class Convolution
{
    /// <summary>
    /// Windows of three or five columns over a packed image: the taps of up to five rows of them stay in registers while all positions pass by, and each
    /// gradient is read once for all these taps.
    /// </summary>
    private bool HasSlidingGradient => SlidesOverOneChannel && _inputStride == 1 && _window.KernelWidth is 3 or 5;

    // Adds what some samples give, or what all of them give to what is there. Returns the filters that were written, in whole vectors.
    private int SlideGradient(ref float sample, ref float dz, ref float dWeight, int samples, bool accumulate) =>
        Lanes512.IsSupported && _filters > Lanes256.Count ? SlideGradient<Lanes512>(ref sample, ref dz, ref dWeight, samples, accumulate)
        : Lanes256.IsSupported ? SlideGradient<Lanes256>(ref sample, ref dz, ref dWeight, samples, accumulate)
        : Lanes128.IsSupported ? SlideGradient<Lanes128>(ref sample, ref dz, ref dWeight, samples, accumulate)
        : SlideGradient<LanesScalar>(ref sample, ref dz, ref dWeight, samples, accumulate);

    private int SlideGradient<V>(ref float sample, ref float dz, ref float dWeight, int samples, bool accumulate)
        where V : struct, ILanes<V>
    {
        // Five rows of five taps take 25 registers.
        int rows = _window.KernelWidth == 3 ? 3 : Lanes512.IsSupported ? 5 : 2;
        int filter = 0;
        for (; filter < _filters; filter += V.Count)
        {
            int row = 0;
            for (; row + rows <= _window.KernelHeight; row += rows)
            {
                if (rows == 3)
                {
                    SlideTaps<V, Count3, Count3>(ref sample, ref dz, ref dWeight, samples, row, filter, accumulate);
                }
                else if (rows == 5)
                {
                    SlideTaps<V, Count5, Count5>(ref sample, ref dz, ref dWeight, samples, row, filter, accumulate);
                }
                else
                {
                    SlideTaps<V, Count2, Count5>(ref sample, ref dz, ref dWeight, samples, row, filter, accumulate);
                }
            }

            for (; row < _window.KernelHeight; row++)
            {
                if (rows == 3)
                {
                    SlideTaps<V, Count1, Count3>(ref sample, ref dz, ref dWeight, samples, row, filter, accumulate);
                }
                else
                {
                    SlideTaps<V, Count1, Count5>(ref sample, ref dz, ref dWeight, samples, row, filter, accumulate);
                }
            }
        }

        return filter;
    }

    /// <summary>One vector of filters for some rows of taps. Each tap is accumulated over samples and positions in ascending order, whatever the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void SlideTaps<V, TRows, TTaps>(ref float x, ref float dz, ref float dWeight, int samples, int firstRow, int filter, bool accumulate)
        where V : struct, ILanes<V>
        where TRows : struct, ICount
        where TTaps : struct, ICount
    {
        nint stride = _filterStride, gradientStride = _outputStride, width = _window.OutputWidth, height = _window.OutputHeight;
        nint xRow = (nint)_window.DilationY * _window.PaddedWidth, xStep = (nint)_window.StrideY * _window.PaddedWidth;
        ref float target = ref Unsafe.Add(ref dWeight, (firstRow * TTaps.Count * stride) + filter);
        V c00 = V.Create(0), c01 = V.Create(0), c02 = V.Create(0), c03 = V.Create(0), c04 = V.Create(0);
        V c10 = V.Create(0), c11 = V.Create(0), c12 = V.Create(0), c13 = V.Create(0), c14 = V.Create(0);
        V c20 = V.Create(0), c21 = V.Create(0), c22 = V.Create(0), c23 = V.Create(0), c24 = V.Create(0);
        V c30 = V.Create(0), c31 = V.Create(0), c32 = V.Create(0), c33 = V.Create(0), c34 = V.Create(0);
        V c40 = V.Create(0), c41 = V.Create(0), c42 = V.Create(0), c43 = V.Create(0), c44 = V.Create(0);
        if (accumulate)
        {
            c00 = V.Load(ref target, 0);
            c01 = V.Load(ref Unsafe.Add(ref target, stride), 0);
            c02 = V.Load(ref Unsafe.Add(ref target, 2 * stride), 0);
            if (TTaps.Count > 3)
            {
                c03 = V.Load(ref Unsafe.Add(ref target, 3 * stride), 0);
                c04 = V.Load(ref Unsafe.Add(ref target, 4 * stride), 0);
            }

            if (TRows.Count > 1)
            {
                c10 = V.Load(ref Unsafe.Add(ref target, TTaps.Count * stride), 0);
                c11 = V.Load(ref Unsafe.Add(ref target, (TTaps.Count + 1) * stride), 0);
                c12 = V.Load(ref Unsafe.Add(ref target, (TTaps.Count + 2) * stride), 0);
                if (TTaps.Count > 3)
                {
                    c13 = V.Load(ref Unsafe.Add(ref target, (TTaps.Count + 3) * stride), 0);
                    c14 = V.Load(ref Unsafe.Add(ref target, (TTaps.Count + 4) * stride), 0);
                }
            }

            if (TRows.Count > 2)
            {
                c20 = V.Load(ref Unsafe.Add(ref target, 2 * TTaps.Count * stride), 0);
                c21 = V.Load(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 1) * stride), 0);
                c22 = V.Load(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 2) * stride), 0);
                if (TTaps.Count > 3)
                {
                    c23 = V.Load(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 3) * stride), 0);
                    c24 = V.Load(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 4) * stride), 0);
                }
            }

            if (TRows.Count > 3)
            {
                c30 = V.Load(ref Unsafe.Add(ref target, 3 * TTaps.Count * stride), 0);
                c31 = V.Load(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 1) * stride), 0);
                c32 = V.Load(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 2) * stride), 0);
                if (TTaps.Count > 3)
                {
                    c33 = V.Load(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 3) * stride), 0);
                    c34 = V.Load(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 4) * stride), 0);
                }
            }

            if (TRows.Count > 4)
            {
                c40 = V.Load(ref Unsafe.Add(ref target, 4 * TTaps.Count * stride), 0);
                c41 = V.Load(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 1) * stride), 0);
                c42 = V.Load(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 2) * stride), 0);
                if (TTaps.Count > 3)
                {
                    c43 = V.Load(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 3) * stride), 0);
                    c44 = V.Load(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 4) * stride), 0);
                }
            }
        }

        for (nint n = 0; n < samples; n++)
        {
            ref float rows = ref Unsafe.Add(ref x, (n * _inputLength) + (firstRow * xRow));
            ref float gradient = ref Unsafe.Add(ref dz, (n * height * width * gradientStride) + filter);
            for (nint y = 0; y < height; y++)
            {
                ref float x0 = ref rows;
                ref float x1 = ref Unsafe.Add(ref x0, TRows.Count > 1 ? xRow : 0);
                ref float x2 = ref Unsafe.Add(ref x1, TRows.Count > 2 ? xRow : 0);
                ref float x3 = ref Unsafe.Add(ref x2, TRows.Count > 3 ? xRow : 0);
                ref float x4 = ref Unsafe.Add(ref x3, TRows.Count > 4 ? xRow : 0);
                nint p = 0;
                for (; p + 2 <= width; p += 2)
                {
                    // Two windows side by side share four of their six values.
                    V d0 = V.Load(ref gradient, 0), d1 = V.Load(ref Unsafe.Add(ref gradient, gradientStride), 0);
                    V v = V.Create(x0);
                    c00 = V.FusedMultiplyAdd(d0, v, c00);
                    v = V.Create(Unsafe.Add(ref x0, 1));
                    c00 = V.FusedMultiplyAdd(d1, v, c00);
                    c01 = V.FusedMultiplyAdd(d0, v, c01);
                    v = V.Create(Unsafe.Add(ref x0, 2));
                    c01 = V.FusedMultiplyAdd(d1, v, c01);
                    c02 = V.FusedMultiplyAdd(d0, v, c02);
                    v = V.Create(Unsafe.Add(ref x0, 3));
                    c02 = V.FusedMultiplyAdd(d1, v, c02);
                    if (TTaps.Count > 3)
                    {
                        c03 = V.FusedMultiplyAdd(d0, v, c03);
                        v = V.Create(Unsafe.Add(ref x0, 4));
                        c03 = V.FusedMultiplyAdd(d1, v, c03);
                        c04 = V.FusedMultiplyAdd(d0, v, c04);
                        c04 = V.FusedMultiplyAdd(d1, V.Create(Unsafe.Add(ref x0, 5)), c04);
                    }

                    if (TRows.Count > 1)
                    {
                        v = V.Create(x1);
                        c10 = V.FusedMultiplyAdd(d0, v, c10);
                        v = V.Create(Unsafe.Add(ref x1, 1));
                        c10 = V.FusedMultiplyAdd(d1, v, c10);
                        c11 = V.FusedMultiplyAdd(d0, v, c11);
                        v = V.Create(Unsafe.Add(ref x1, 2));
                        c11 = V.FusedMultiplyAdd(d1, v, c11);
                        c12 = V.FusedMultiplyAdd(d0, v, c12);
                        v = V.Create(Unsafe.Add(ref x1, 3));
                        c12 = V.FusedMultiplyAdd(d1, v, c12);
                        if (TTaps.Count > 3)
                        {
                            c13 = V.FusedMultiplyAdd(d0, v, c13);
                            v = V.Create(Unsafe.Add(ref x1, 4));
                            c13 = V.FusedMultiplyAdd(d1, v, c13);
                            c14 = V.FusedMultiplyAdd(d0, v, c14);
                            c14 = V.FusedMultiplyAdd(d1, V.Create(Unsafe.Add(ref x1, 5)), c14);
                        }
                    }

                    if (TRows.Count > 2)
                    {
                        v = V.Create(x2);
                        c20 = V.FusedMultiplyAdd(d0, v, c20);
                        v = V.Create(Unsafe.Add(ref x2, 1));
                        c20 = V.FusedMultiplyAdd(d1, v, c20);
                        c21 = V.FusedMultiplyAdd(d0, v, c21);
                        v = V.Create(Unsafe.Add(ref x2, 2));
                        c21 = V.FusedMultiplyAdd(d1, v, c21);
                        c22 = V.FusedMultiplyAdd(d0, v, c22);
                        v = V.Create(Unsafe.Add(ref x2, 3));
                        c22 = V.FusedMultiplyAdd(d1, v, c22);
                        if (TTaps.Count > 3)
                        {
                            c23 = V.FusedMultiplyAdd(d0, v, c23);
                            v = V.Create(Unsafe.Add(ref x2, 4));
                            c23 = V.FusedMultiplyAdd(d1, v, c23);
                            c24 = V.FusedMultiplyAdd(d0, v, c24);
                            c24 = V.FusedMultiplyAdd(d1, V.Create(Unsafe.Add(ref x2, 5)), c24);
                        }
                    }

                    if (TRows.Count > 3)
                    {
                        v = V.Create(x3);
                        c30 = V.FusedMultiplyAdd(d0, v, c30);
                        v = V.Create(Unsafe.Add(ref x3, 1));
                        c30 = V.FusedMultiplyAdd(d1, v, c30);
                        c31 = V.FusedMultiplyAdd(d0, v, c31);
                        v = V.Create(Unsafe.Add(ref x3, 2));
                        c31 = V.FusedMultiplyAdd(d1, v, c31);
                        c32 = V.FusedMultiplyAdd(d0, v, c32);
                        v = V.Create(Unsafe.Add(ref x3, 3));
                        c32 = V.FusedMultiplyAdd(d1, v, c32);
                        if (TTaps.Count > 3)
                        {
                            c33 = V.FusedMultiplyAdd(d0, v, c33);
                            v = V.Create(Unsafe.Add(ref x3, 4));
                            c33 = V.FusedMultiplyAdd(d1, v, c33);
                            c34 = V.FusedMultiplyAdd(d0, v, c34);
                            c34 = V.FusedMultiplyAdd(d1, V.Create(Unsafe.Add(ref x3, 5)), c34);
                        }
                    }

                    if (TRows.Count > 4)
                    {
                        v = V.Create(x4);
                        c40 = V.FusedMultiplyAdd(d0, v, c40);
                        v = V.Create(Unsafe.Add(ref x4, 1));
                        c40 = V.FusedMultiplyAdd(d1, v, c40);
                        c41 = V.FusedMultiplyAdd(d0, v, c41);
                        v = V.Create(Unsafe.Add(ref x4, 2));
                        c41 = V.FusedMultiplyAdd(d1, v, c41);
                        c42 = V.FusedMultiplyAdd(d0, v, c42);
                        v = V.Create(Unsafe.Add(ref x4, 3));
                        c42 = V.FusedMultiplyAdd(d1, v, c42);
                        if (TTaps.Count > 3)
                        {
                            c43 = V.FusedMultiplyAdd(d0, v, c43);
                            v = V.Create(Unsafe.Add(ref x4, 4));
                            c43 = V.FusedMultiplyAdd(d1, v, c43);
                            c44 = V.FusedMultiplyAdd(d0, v, c44);
                            c44 = V.FusedMultiplyAdd(d1, V.Create(Unsafe.Add(ref x4, 5)), c44);
                        }
                    }

                    x0 = ref Unsafe.Add(ref x0, 2);
                    x1 = ref Unsafe.Add(ref x1, 2);
                    x2 = ref Unsafe.Add(ref x2, 2);
                    x3 = ref Unsafe.Add(ref x3, 2);
                    x4 = ref Unsafe.Add(ref x4, 2);
                    gradient = ref Unsafe.Add(ref gradient, 2 * gradientStride);
                }

                if (p < width)
                {
                    V d = V.Load(ref gradient, 0);
                    c00 = V.FusedMultiplyAdd(d, V.Create(x0), c00);
                    c01 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x0, 1)), c01);
                    c02 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x0, 2)), c02);
                    if (TTaps.Count > 3)
                    {
                        c03 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x0, 3)), c03);
                        c04 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x0, 4)), c04);
                    }

                    if (TRows.Count > 1)
                    {
                        c10 = V.FusedMultiplyAdd(d, V.Create(x1), c10);
                        c11 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x1, 1)), c11);
                        c12 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x1, 2)), c12);
                        if (TTaps.Count > 3)
                        {
                            c13 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x1, 3)), c13);
                            c14 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x1, 4)), c14);
                        }
                    }

                    if (TRows.Count > 2)
                    {
                        c20 = V.FusedMultiplyAdd(d, V.Create(x2), c20);
                        c21 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x2, 1)), c21);
                        c22 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x2, 2)), c22);
                        if (TTaps.Count > 3)
                        {
                            c23 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x2, 3)), c23);
                            c24 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x2, 4)), c24);
                        }
                    }

                    if (TRows.Count > 3)
                    {
                        c30 = V.FusedMultiplyAdd(d, V.Create(x3), c30);
                        c31 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x3, 1)), c31);
                        c32 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x3, 2)), c32);
                        if (TTaps.Count > 3)
                        {
                            c33 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x3, 3)), c33);
                            c34 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x3, 4)), c34);
                        }
                    }

                    if (TRows.Count > 4)
                    {
                        c40 = V.FusedMultiplyAdd(d, V.Create(x4), c40);
                        c41 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x4, 1)), c41);
                        c42 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x4, 2)), c42);
                        if (TTaps.Count > 3)
                        {
                            c43 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x4, 3)), c43);
                            c44 = V.FusedMultiplyAdd(d, V.Create(Unsafe.Add(ref x4, 4)), c44);
                        }
                    }

                    gradient = ref Unsafe.Add(ref gradient, gradientStride);
                }
                rows = ref Unsafe.Add(ref rows, xStep);
            }
        }

        c00.Store(ref target, 0);
        c01.Store(ref Unsafe.Add(ref target, stride), 0);
        c02.Store(ref Unsafe.Add(ref target, 2 * stride), 0);
        if (TTaps.Count > 3)
        {
            c03.Store(ref Unsafe.Add(ref target, 3 * stride), 0);
            c04.Store(ref Unsafe.Add(ref target, 4 * stride), 0);
        }

        if (TRows.Count > 1)
        {
            c10.Store(ref Unsafe.Add(ref target, TTaps.Count * stride), 0);
            c11.Store(ref Unsafe.Add(ref target, (TTaps.Count + 1) * stride), 0);
            c12.Store(ref Unsafe.Add(ref target, (TTaps.Count + 2) * stride), 0);
            if (TTaps.Count > 3)
            {
                c13.Store(ref Unsafe.Add(ref target, (TTaps.Count + 3) * stride), 0);
                c14.Store(ref Unsafe.Add(ref target, (TTaps.Count + 4) * stride), 0);
            }
        }

        if (TRows.Count > 2)
        {
            c20.Store(ref Unsafe.Add(ref target, 2 * TTaps.Count * stride), 0);
            c21.Store(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 1) * stride), 0);
            c22.Store(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 2) * stride), 0);
            if (TTaps.Count > 3)
            {
                c23.Store(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 3) * stride), 0);
                c24.Store(ref Unsafe.Add(ref target, ((2 * TTaps.Count) + 4) * stride), 0);
            }
        }

        if (TRows.Count > 3)
        {
            c30.Store(ref Unsafe.Add(ref target, 3 * TTaps.Count * stride), 0);
            c31.Store(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 1) * stride), 0);
            c32.Store(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 2) * stride), 0);
            if (TTaps.Count > 3)
            {
                c33.Store(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 3) * stride), 0);
                c34.Store(ref Unsafe.Add(ref target, ((3 * TTaps.Count) + 4) * stride), 0);
            }
        }

        if (TRows.Count > 4)
        {
            c40.Store(ref Unsafe.Add(ref target, 4 * TTaps.Count * stride), 0);
            c41.Store(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 1) * stride), 0);
            c42.Store(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 2) * stride), 0);
            if (TTaps.Count > 3)
            {
                c43.Store(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 3) * stride), 0);
                c44.Store(ref Unsafe.Add(ref target, ((4 * TTaps.Count) + 4) * stride), 0);
            }
        }
    }
}
