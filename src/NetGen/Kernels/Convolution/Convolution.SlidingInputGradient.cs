using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The gradient of an input of few channels where windows move by one column.</content>
public sealed partial class Convolution
{
    /// <summary>
    /// Gradients of n positions side by side touch n + k - 1 positions of the input with a row of k taps. These stay in registers while all filters
    /// pass by, where the products for all taps would be stored and added up.
    /// </summary>
    private bool HasSlidingInputGradient => HasFewChannels && _window is { StrideX: 1, DilationX: 1, KernelWidth: > 1, OutputWidth: >= 4 };

    private void SlideInputGradient(ref float output, ref float transposed, ref float sample)
    {
        if (Lanes256.IsSupported)
        {
            SlideInputGradient<Lanes256>(ref output, ref transposed, ref sample);
        }
        else if (Lanes128.IsSupported)
        {
            SlideInputGradient<Lanes128>(ref output, ref transposed, ref sample);
        }
        else
        {
            SlideInputGradient<LanesScalar>(ref output, ref transposed, ref sample);
        }
    }

    /// <summary>Rows of taps are taken in parts of five, three and two. Parts and tiles are the same at every register width: they decide the order of the sums.</summary>
    private void SlideInputGradient<V>(ref float output, ref float transposed, ref float sample)
        where V : struct, ILanes<V>
    {
        int taps = _window.KernelWidth;
        for (int y = 0; y < _window.OutputHeight; y++)
        {
            ref float z = ref Unsafe.Add(ref output, y * _window.OutputWidth * _outputStride);
            for (int i = 0; i < _window.KernelHeight; i++)
            {
                ref float x = ref Unsafe.Add(ref sample, ((y * _window.StrideY) + (i * _window.DilationY)) * _window.PaddedWidth * _inputStride);
                for (int tap = 0; tap < taps;)
                {
                    ref float weight = ref Unsafe.Add(ref transposed, ((i * taps) + tap) * FewChannels);
                    ref float target = ref Unsafe.Add(ref x, tap * _inputStride);
                    switch (taps - tap)
                    {
                        case 2 or 4:
                            SlideRow<V, Count2>(ref z, ref weight, ref target);
                            tap += 2;
                            break;
                        case 3 or 6:
                            SlideRow<V, Count3>(ref z, ref weight, ref target);
                            tap += 3;
                            break;
                        default:
                            SlideRow<V, Count5>(ref z, ref weight, ref target);
                            tap += 5;
                            break;
                    }
                }
            }
        }
    }

    /// <summary>A row of gradients in tiles of eight positions, four and one.</summary>
    private void SlideRow<V, TTaps>(ref float z, ref float weight, ref float x)
        where V : struct, ILanes<V>
        where TTaps : struct, ICount
    {
        int width = _window.OutputWidth, position = 0;
        for (; position + 8 <= width; position += 8)
        {
            SlideTile<V, TTaps, Count8>(ref Unsafe.Add(ref z, position * _outputStride), ref weight, ref Unsafe.Add(ref x, position * _inputStride));
        }

        for (; position + 4 <= width; position += 4)
        {
            SlideTile<V, TTaps, Count4>(ref Unsafe.Add(ref z, position * _outputStride), ref weight, ref Unsafe.Add(ref x, position * _inputStride));
        }

        for (; position < width; position++)
        {
            SlideTile<V, TTaps, Count1>(ref Unsafe.Add(ref z, position * _outputStride), ref weight, ref Unsafe.Add(ref x, position * _inputStride));
        }
    }

    /// <summary>x[p + j] += Σ over the filters of dz[p]·W[j], for a number of positions p and taps j that the compiler knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void SlideTile<V, TTaps, TPositions>(ref float z, ref float weight, ref float x)
        where V : struct, ILanes<V>
        where TTaps : struct, ICount
        where TPositions : struct, ICount
    {
        nint filters = _filters, zStep = _outputStride, xStep = _inputStride, wStep = TransposedStride;
        for (nuint lane = 0; lane < FewChannels; lane += (nuint)V.Count)
        {
            ref float w = ref weight;
            ref float z0 = ref z;
            ref float z1 = ref Unsafe.Add(ref z, TPositions.Count > 1 ? zStep : 0);
            ref float z2 = ref Unsafe.Add(ref z, TPositions.Count > 2 ? 2 * zStep : 0);
            ref float z3 = ref Unsafe.Add(ref z, TPositions.Count > 3 ? 3 * zStep : 0);
            ref float z4 = ref Unsafe.Add(ref z, TPositions.Count > 4 ? 4 * zStep : 0);
            ref float z5 = ref Unsafe.Add(ref z, TPositions.Count > 5 ? 5 * zStep : 0);
            ref float z6 = ref Unsafe.Add(ref z, TPositions.Count > 6 ? 6 * zStep : 0);
            ref float z7 = ref Unsafe.Add(ref z, TPositions.Count > 7 ? 7 * zStep : 0);
            V c0 = V.Create(0), c1 = V.Create(0), c2 = V.Create(0), c3 = V.Create(0), c4 = V.Create(0), c5 = V.Create(0);
            V c6 = V.Create(0), c7 = V.Create(0), c8 = V.Create(0), c9 = V.Create(0), c10 = V.Create(0), c11 = V.Create(0);
            c0 = V.Load(ref x, lane);
            c1 = V.Load(ref Unsafe.Add(ref x, xStep), lane);
            if (TPositions.Count + TTaps.Count > 3)
            {
                c2 = V.Load(ref Unsafe.Add(ref x, 2 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 4)
            {
                c3 = V.Load(ref Unsafe.Add(ref x, 3 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 5)
            {
                c4 = V.Load(ref Unsafe.Add(ref x, 4 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 6)
            {
                c5 = V.Load(ref Unsafe.Add(ref x, 5 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 7)
            {
                c6 = V.Load(ref Unsafe.Add(ref x, 6 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 8)
            {
                c7 = V.Load(ref Unsafe.Add(ref x, 7 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 9)
            {
                c8 = V.Load(ref Unsafe.Add(ref x, 8 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 10)
            {
                c9 = V.Load(ref Unsafe.Add(ref x, 9 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 11)
            {
                c10 = V.Load(ref Unsafe.Add(ref x, 10 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 12)
            {
                c11 = V.Load(ref Unsafe.Add(ref x, 11 * xStep), lane);
            }

            for (nint k = 0; k < filters; k++)
            {
                V w0 = V.Load(ref w, lane), w1 = V.Load(ref w, lane + FewChannels), w2 = w1, w3 = w1, w4 = w1;
                if (TTaps.Count > 2)
                {
                    w2 = V.Load(ref w, lane + (2 * FewChannels));
                }

                if (TTaps.Count > 3)
                {
                    w3 = V.Load(ref w, lane + (3 * FewChannels));
                    w4 = V.Load(ref w, lane + (4 * FewChannels));
                }

                V d = V.Create(Unsafe.Add(ref z0, k));
                c0 = V.FusedMultiplyAdd(w0, d, c0);
                c1 = V.FusedMultiplyAdd(w1, d, c1);
                if (TTaps.Count > 2)
                {
                    c2 = V.FusedMultiplyAdd(w2, d, c2);
                }

                if (TTaps.Count > 3)
                {
                    c3 = V.FusedMultiplyAdd(w3, d, c3);
                    c4 = V.FusedMultiplyAdd(w4, d, c4);
                }

                if (TPositions.Count > 1)
                {
                    d = V.Create(Unsafe.Add(ref z1, k));
                    c1 = V.FusedMultiplyAdd(w0, d, c1);
                    c2 = V.FusedMultiplyAdd(w1, d, c2);
                    if (TTaps.Count > 2)
                    {
                        c3 = V.FusedMultiplyAdd(w2, d, c3);
                    }

                    if (TTaps.Count > 3)
                    {
                        c4 = V.FusedMultiplyAdd(w3, d, c4);
                        c5 = V.FusedMultiplyAdd(w4, d, c5);
                    }

                    d = V.Create(Unsafe.Add(ref z2, k));
                    c2 = V.FusedMultiplyAdd(w0, d, c2);
                    c3 = V.FusedMultiplyAdd(w1, d, c3);
                    if (TTaps.Count > 2)
                    {
                        c4 = V.FusedMultiplyAdd(w2, d, c4);
                    }

                    if (TTaps.Count > 3)
                    {
                        c5 = V.FusedMultiplyAdd(w3, d, c5);
                        c6 = V.FusedMultiplyAdd(w4, d, c6);
                    }

                    d = V.Create(Unsafe.Add(ref z3, k));
                    c3 = V.FusedMultiplyAdd(w0, d, c3);
                    c4 = V.FusedMultiplyAdd(w1, d, c4);
                    if (TTaps.Count > 2)
                    {
                        c5 = V.FusedMultiplyAdd(w2, d, c5);
                    }

                    if (TTaps.Count > 3)
                    {
                        c6 = V.FusedMultiplyAdd(w3, d, c6);
                        c7 = V.FusedMultiplyAdd(w4, d, c7);
                    }
                }

                if (TPositions.Count > 4)
                {
                    d = V.Create(Unsafe.Add(ref z4, k));
                    c4 = V.FusedMultiplyAdd(w0, d, c4);
                    c5 = V.FusedMultiplyAdd(w1, d, c5);
                    if (TTaps.Count > 2)
                    {
                        c6 = V.FusedMultiplyAdd(w2, d, c6);
                    }

                    if (TTaps.Count > 3)
                    {
                        c7 = V.FusedMultiplyAdd(w3, d, c7);
                        c8 = V.FusedMultiplyAdd(w4, d, c8);
                    }

                    d = V.Create(Unsafe.Add(ref z5, k));
                    c5 = V.FusedMultiplyAdd(w0, d, c5);
                    c6 = V.FusedMultiplyAdd(w1, d, c6);
                    if (TTaps.Count > 2)
                    {
                        c7 = V.FusedMultiplyAdd(w2, d, c7);
                    }

                    if (TTaps.Count > 3)
                    {
                        c8 = V.FusedMultiplyAdd(w3, d, c8);
                        c9 = V.FusedMultiplyAdd(w4, d, c9);
                    }

                    d = V.Create(Unsafe.Add(ref z6, k));
                    c6 = V.FusedMultiplyAdd(w0, d, c6);
                    c7 = V.FusedMultiplyAdd(w1, d, c7);
                    if (TTaps.Count > 2)
                    {
                        c8 = V.FusedMultiplyAdd(w2, d, c8);
                    }

                    if (TTaps.Count > 3)
                    {
                        c9 = V.FusedMultiplyAdd(w3, d, c9);
                        c10 = V.FusedMultiplyAdd(w4, d, c10);
                    }

                    d = V.Create(Unsafe.Add(ref z7, k));
                    c7 = V.FusedMultiplyAdd(w0, d, c7);
                    c8 = V.FusedMultiplyAdd(w1, d, c8);
                    if (TTaps.Count > 2)
                    {
                        c9 = V.FusedMultiplyAdd(w2, d, c9);
                    }

                    if (TTaps.Count > 3)
                    {
                        c10 = V.FusedMultiplyAdd(w3, d, c10);
                        c11 = V.FusedMultiplyAdd(w4, d, c11);
                    }
                }

                w = ref Unsafe.Add(ref w, wStep);
            }

            c0.Store(ref x, lane);
            c1.Store(ref Unsafe.Add(ref x, xStep), lane);
            if (TPositions.Count + TTaps.Count > 3)
            {
                c2.Store(ref Unsafe.Add(ref x, 2 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 4)
            {
                c3.Store(ref Unsafe.Add(ref x, 3 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 5)
            {
                c4.Store(ref Unsafe.Add(ref x, 4 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 6)
            {
                c5.Store(ref Unsafe.Add(ref x, 5 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 7)
            {
                c6.Store(ref Unsafe.Add(ref x, 6 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 8)
            {
                c7.Store(ref Unsafe.Add(ref x, 7 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 9)
            {
                c8.Store(ref Unsafe.Add(ref x, 8 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 10)
            {
                c9.Store(ref Unsafe.Add(ref x, 9 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 11)
            {
                c10.Store(ref Unsafe.Add(ref x, 10 * xStep), lane);
            }

            if (TPositions.Count + TTaps.Count > 12)
            {
                c11.Store(ref Unsafe.Add(ref x, 11 * xStep), lane);
            }
        }
    }
}
