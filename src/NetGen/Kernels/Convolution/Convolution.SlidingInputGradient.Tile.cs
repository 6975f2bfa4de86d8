using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The register tile of the gradient of an input of few channels.</content>
public sealed partial class Convolution
{
    /// <summary>
    /// x[p + j] += Σ over the filters of dz[p]·W[j], for a number of rows, positions p and taps j that the compiler knows. A position that several taps touch
    /// waits for each of their additions: two rows halve that time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void SlideTile<V, TTaps, TPositions, TRows>(ref float z, ref float weight, ref float x)
        where V : struct, ILanes<V>
        where TTaps : struct, ICount
        where TPositions : struct, ICount
        where TRows : struct, ICount
    {
        nint filters = _filters, zStep = _outputStride, xStep = _inputStride, wStep = TransposedStride;
        nint zRow = _window.OutputWidth * zStep;
        ref float below = ref Unsafe.Add(ref x, TRows.Count > 1 ? RowBelow : 0);
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
            V d0 = V.Create(0), d1 = V.Create(0), d2 = V.Create(0), d3 = V.Create(0), d4 = V.Create(0), d5 = V.Create(0);
            V d6 = V.Create(0), d7 = V.Create(0), d8 = V.Create(0), d9 = V.Create(0), d10 = V.Create(0), d11 = V.Create(0);
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

                V g = V.Create(Unsafe.Add(ref z0, k));
                c0 = V.FusedMultiplyAdd(w0, g, c0);
                c1 = V.FusedMultiplyAdd(w1, g, c1);
                if (TTaps.Count > 2)
                {
                    c2 = V.FusedMultiplyAdd(w2, g, c2);
                }

                if (TTaps.Count > 3)
                {
                    c3 = V.FusedMultiplyAdd(w3, g, c3);
                    c4 = V.FusedMultiplyAdd(w4, g, c4);
                }

                if (TRows.Count > 1)
                {
                    g = V.Create(Unsafe.Add(ref z0, k + zRow));
                    d0 = V.FusedMultiplyAdd(w0, g, d0);
                    d1 = V.FusedMultiplyAdd(w1, g, d1);
                    if (TTaps.Count > 2)
                    {
                        d2 = V.FusedMultiplyAdd(w2, g, d2);
                    }

                    if (TTaps.Count > 3)
                    {
                        d3 = V.FusedMultiplyAdd(w3, g, d3);
                        d4 = V.FusedMultiplyAdd(w4, g, d4);
                    }
                }

                if (TPositions.Count > 1)
                {
                    g = V.Create(Unsafe.Add(ref z1, k));
                    c1 = V.FusedMultiplyAdd(w0, g, c1);
                    c2 = V.FusedMultiplyAdd(w1, g, c2);
                    if (TTaps.Count > 2)
                    {
                        c3 = V.FusedMultiplyAdd(w2, g, c3);
                    }

                    if (TTaps.Count > 3)
                    {
                        c4 = V.FusedMultiplyAdd(w3, g, c4);
                        c5 = V.FusedMultiplyAdd(w4, g, c5);
                    }

                    if (TRows.Count > 1)
                    {
                        g = V.Create(Unsafe.Add(ref z1, k + zRow));
                        d1 = V.FusedMultiplyAdd(w0, g, d1);
                        d2 = V.FusedMultiplyAdd(w1, g, d2);
                        if (TTaps.Count > 2)
                        {
                            d3 = V.FusedMultiplyAdd(w2, g, d3);
                        }

                        if (TTaps.Count > 3)
                        {
                            d4 = V.FusedMultiplyAdd(w3, g, d4);
                            d5 = V.FusedMultiplyAdd(w4, g, d5);
                        }
                    }

                    g = V.Create(Unsafe.Add(ref z2, k));
                    c2 = V.FusedMultiplyAdd(w0, g, c2);
                    c3 = V.FusedMultiplyAdd(w1, g, c3);
                    if (TTaps.Count > 2)
                    {
                        c4 = V.FusedMultiplyAdd(w2, g, c4);
                    }

                    if (TTaps.Count > 3)
                    {
                        c5 = V.FusedMultiplyAdd(w3, g, c5);
                        c6 = V.FusedMultiplyAdd(w4, g, c6);
                    }

                    if (TRows.Count > 1)
                    {
                        g = V.Create(Unsafe.Add(ref z2, k + zRow));
                        d2 = V.FusedMultiplyAdd(w0, g, d2);
                        d3 = V.FusedMultiplyAdd(w1, g, d3);
                        if (TTaps.Count > 2)
                        {
                            d4 = V.FusedMultiplyAdd(w2, g, d4);
                        }

                        if (TTaps.Count > 3)
                        {
                            d5 = V.FusedMultiplyAdd(w3, g, d5);
                            d6 = V.FusedMultiplyAdd(w4, g, d6);
                        }
                    }

                    g = V.Create(Unsafe.Add(ref z3, k));
                    c3 = V.FusedMultiplyAdd(w0, g, c3);
                    c4 = V.FusedMultiplyAdd(w1, g, c4);
                    if (TTaps.Count > 2)
                    {
                        c5 = V.FusedMultiplyAdd(w2, g, c5);
                    }

                    if (TTaps.Count > 3)
                    {
                        c6 = V.FusedMultiplyAdd(w3, g, c6);
                        c7 = V.FusedMultiplyAdd(w4, g, c7);
                    }

                    if (TRows.Count > 1)
                    {
                        g = V.Create(Unsafe.Add(ref z3, k + zRow));
                        d3 = V.FusedMultiplyAdd(w0, g, d3);
                        d4 = V.FusedMultiplyAdd(w1, g, d4);
                        if (TTaps.Count > 2)
                        {
                            d5 = V.FusedMultiplyAdd(w2, g, d5);
                        }

                        if (TTaps.Count > 3)
                        {
                            d6 = V.FusedMultiplyAdd(w3, g, d6);
                            d7 = V.FusedMultiplyAdd(w4, g, d7);
                        }
                    }
                }

                if (TPositions.Count > 4)
                {
                    g = V.Create(Unsafe.Add(ref z4, k));
                    c4 = V.FusedMultiplyAdd(w0, g, c4);
                    c5 = V.FusedMultiplyAdd(w1, g, c5);
                    if (TTaps.Count > 2)
                    {
                        c6 = V.FusedMultiplyAdd(w2, g, c6);
                    }

                    if (TTaps.Count > 3)
                    {
                        c7 = V.FusedMultiplyAdd(w3, g, c7);
                        c8 = V.FusedMultiplyAdd(w4, g, c8);
                    }

                    if (TRows.Count > 1)
                    {
                        g = V.Create(Unsafe.Add(ref z4, k + zRow));
                        d4 = V.FusedMultiplyAdd(w0, g, d4);
                        d5 = V.FusedMultiplyAdd(w1, g, d5);
                        if (TTaps.Count > 2)
                        {
                            d6 = V.FusedMultiplyAdd(w2, g, d6);
                        }

                        if (TTaps.Count > 3)
                        {
                            d7 = V.FusedMultiplyAdd(w3, g, d7);
                            d8 = V.FusedMultiplyAdd(w4, g, d8);
                        }
                    }

                    g = V.Create(Unsafe.Add(ref z5, k));
                    c5 = V.FusedMultiplyAdd(w0, g, c5);
                    c6 = V.FusedMultiplyAdd(w1, g, c6);
                    if (TTaps.Count > 2)
                    {
                        c7 = V.FusedMultiplyAdd(w2, g, c7);
                    }

                    if (TTaps.Count > 3)
                    {
                        c8 = V.FusedMultiplyAdd(w3, g, c8);
                        c9 = V.FusedMultiplyAdd(w4, g, c9);
                    }

                    if (TRows.Count > 1)
                    {
                        g = V.Create(Unsafe.Add(ref z5, k + zRow));
                        d5 = V.FusedMultiplyAdd(w0, g, d5);
                        d6 = V.FusedMultiplyAdd(w1, g, d6);
                        if (TTaps.Count > 2)
                        {
                            d7 = V.FusedMultiplyAdd(w2, g, d7);
                        }

                        if (TTaps.Count > 3)
                        {
                            d8 = V.FusedMultiplyAdd(w3, g, d8);
                            d9 = V.FusedMultiplyAdd(w4, g, d9);
                        }
                    }

                    g = V.Create(Unsafe.Add(ref z6, k));
                    c6 = V.FusedMultiplyAdd(w0, g, c6);
                    c7 = V.FusedMultiplyAdd(w1, g, c7);
                    if (TTaps.Count > 2)
                    {
                        c8 = V.FusedMultiplyAdd(w2, g, c8);
                    }

                    if (TTaps.Count > 3)
                    {
                        c9 = V.FusedMultiplyAdd(w3, g, c9);
                        c10 = V.FusedMultiplyAdd(w4, g, c10);
                    }

                    if (TRows.Count > 1)
                    {
                        g = V.Create(Unsafe.Add(ref z6, k + zRow));
                        d6 = V.FusedMultiplyAdd(w0, g, d6);
                        d7 = V.FusedMultiplyAdd(w1, g, d7);
                        if (TTaps.Count > 2)
                        {
                            d8 = V.FusedMultiplyAdd(w2, g, d8);
                        }

                        if (TTaps.Count > 3)
                        {
                            d9 = V.FusedMultiplyAdd(w3, g, d9);
                            d10 = V.FusedMultiplyAdd(w4, g, d10);
                        }
                    }

                    g = V.Create(Unsafe.Add(ref z7, k));
                    c7 = V.FusedMultiplyAdd(w0, g, c7);
                    c8 = V.FusedMultiplyAdd(w1, g, c8);
                    if (TTaps.Count > 2)
                    {
                        c9 = V.FusedMultiplyAdd(w2, g, c9);
                    }

                    if (TTaps.Count > 3)
                    {
                        c10 = V.FusedMultiplyAdd(w3, g, c10);
                        c11 = V.FusedMultiplyAdd(w4, g, c11);
                    }

                    if (TRows.Count > 1)
                    {
                        g = V.Create(Unsafe.Add(ref z7, k + zRow));
                        d7 = V.FusedMultiplyAdd(w0, g, d7);
                        d8 = V.FusedMultiplyAdd(w1, g, d8);
                        if (TTaps.Count > 2)
                        {
                            d9 = V.FusedMultiplyAdd(w2, g, d9);
                        }

                        if (TTaps.Count > 3)
                        {
                            d10 = V.FusedMultiplyAdd(w3, g, d10);
                            d11 = V.FusedMultiplyAdd(w4, g, d11);
                        }
                    }
                }

                w = ref Unsafe.Add(ref w, wStep);
            }

            Add(ref x, lane, c0);
            Add(ref Unsafe.Add(ref x, xStep), lane, c1);
            if (TPositions.Count + TTaps.Count > 3)
            {
                Add(ref Unsafe.Add(ref x, 2 * xStep), lane, c2);
            }

            if (TPositions.Count + TTaps.Count > 5)
            {
                Add(ref Unsafe.Add(ref x, 3 * xStep), lane, c3);
                Add(ref Unsafe.Add(ref x, 4 * xStep), lane, c4);
            }

            if (TPositions.Count + TTaps.Count > 6)
            {
                Add(ref Unsafe.Add(ref x, 5 * xStep), lane, c5);
            }

            if (TPositions.Count + TTaps.Count > 8)
            {
                Add(ref Unsafe.Add(ref x, 6 * xStep), lane, c6);
                Add(ref Unsafe.Add(ref x, 7 * xStep), lane, c7);
            }

            if (TPositions.Count + TTaps.Count > 9)
            {
                Add(ref Unsafe.Add(ref x, 8 * xStep), lane, c8);
            }

            if (TPositions.Count + TTaps.Count > 10)
            {
                Add(ref Unsafe.Add(ref x, 9 * xStep), lane, c9);
            }

            if (TPositions.Count + TTaps.Count > 12)
            {
                Add(ref Unsafe.Add(ref x, 10 * xStep), lane, c10);
                Add(ref Unsafe.Add(ref x, 11 * xStep), lane, c11);
            }

            if (TRows.Count > 1)
            {
                Add(ref below, lane, d0);
                Add(ref Unsafe.Add(ref below, xStep), lane, d1);
                if (TPositions.Count + TTaps.Count > 3)
                {
                    Add(ref Unsafe.Add(ref below, 2 * xStep), lane, d2);
                }

                if (TPositions.Count + TTaps.Count > 5)
                {
                    Add(ref Unsafe.Add(ref below, 3 * xStep), lane, d3);
                    Add(ref Unsafe.Add(ref below, 4 * xStep), lane, d4);
                }

                if (TPositions.Count + TTaps.Count > 6)
                {
                    Add(ref Unsafe.Add(ref below, 5 * xStep), lane, d5);
                }

                if (TPositions.Count + TTaps.Count > 8)
                {
                    Add(ref Unsafe.Add(ref below, 6 * xStep), lane, d6);
                    Add(ref Unsafe.Add(ref below, 7 * xStep), lane, d7);
                }

                if (TPositions.Count + TTaps.Count > 9)
                {
                    Add(ref Unsafe.Add(ref below, 8 * xStep), lane, d8);
                }

                if (TPositions.Count + TTaps.Count > 10)
                {
                    Add(ref Unsafe.Add(ref below, 9 * xStep), lane, d9);
                }

                if (TPositions.Count + TTaps.Count > 12)
                {
                    Add(ref Unsafe.Add(ref below, 10 * xStep), lane, d10);
                    Add(ref Unsafe.Add(ref below, 11 * xStep), lane, d11);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Add(ref float target, nuint lane, V sum) => (V.Load(ref target, lane) + sum).Store(ref target, lane);
    }
}
