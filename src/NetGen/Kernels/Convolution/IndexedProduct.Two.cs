using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The register tiles of two vectors.</content>
internal ref partial struct IndexedProduct
{
    // 8 rows by two vectors of the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x2<V>(in IndexedProduct p, nuint n)
        where V : struct, ILanes<V>
    {
        ref int steps = ref p.Steps;
        nint depth = p.Depth, repeats = p.Repeats, bStep = p.BStep;
        nuint n1 = n + (nuint)V.Count;
        for (nint m = 0; m < p.Rows; m += 8)
        {
            // The last tile starts earlier rather than being narrower; what it computes twice it does not store.
            nint first = nint.Min(m, p.Rows - 8), skip = m - first;
            ref int aRow = ref Unsafe.Add(ref p.ARows, first);
            ref int cRow = ref Unsafe.Add(ref p.CRows, first);
            ref float a0 = ref Unsafe.Add(ref p.A, aRow);
            ref float a1 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 1));
            ref float a2 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 2));
            ref float a3 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 3));
            ref float a4 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 4));
            ref float a5 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 5));
            ref float a6 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 6));
            ref float a7 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 7));
            V c00 = V.Create(0), c01 = V.Create(0);
            if (p.Accumulate)
            {
                c00 = V.Load(ref Unsafe.Add(ref p.C, cRow), n);
                c01 = V.Load(ref Unsafe.Add(ref p.C, cRow), n1);
            }
            else if (!Unsafe.IsNullRef(ref p.Start))
            {
                c00 = V.Load(ref p.Start, n);
                c01 = V.Load(ref p.Start, n1);
            }

            V c10 = c00, c11 = c01;
            V c20 = c00, c21 = c01;
            V c30 = c00, c31 = c01;
            V c40 = c00, c41 = c01;
            V c50 = c00, c51 = c01;
            V c60 = c00, c61 = c01;
            V c70 = c00, c71 = c01;
            if (p.Accumulate)
            {
                c10 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
                c11 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n1);
                c20 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
                c21 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n1);
                c30 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
                c31 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n1);
                c40 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 4)), n);
                c41 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 4)), n1);
                c50 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 5)), n);
                c51 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 5)), n1);
                c60 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 6)), n);
                c61 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 6)), n1);
                c70 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 7)), n);
                c71 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 7)), n1);
            }

            ref float b = ref p.B;
            nint shift = 0;
            for (nint r = 0; r < repeats; r++)
            {
                for (nint k = 0; k < depth; k++)
                {
                    nint step = Unsafe.Add(ref steps, k) + shift;
                    V b0 = V.Load(ref b, n), b1 = V.Load(ref b, n1);
                    V x = V.Create(Unsafe.Add(ref a0, step));
                    c00 = V.FusedMultiplyAdd(x, b0, c00);
                    c01 = V.FusedMultiplyAdd(x, b1, c01);
                    x = V.Create(Unsafe.Add(ref a1, step));
                    c10 = V.FusedMultiplyAdd(x, b0, c10);
                    c11 = V.FusedMultiplyAdd(x, b1, c11);
                    x = V.Create(Unsafe.Add(ref a2, step));
                    c20 = V.FusedMultiplyAdd(x, b0, c20);
                    c21 = V.FusedMultiplyAdd(x, b1, c21);
                    x = V.Create(Unsafe.Add(ref a3, step));
                    c30 = V.FusedMultiplyAdd(x, b0, c30);
                    c31 = V.FusedMultiplyAdd(x, b1, c31);
                    x = V.Create(Unsafe.Add(ref a4, step));
                    c40 = V.FusedMultiplyAdd(x, b0, c40);
                    c41 = V.FusedMultiplyAdd(x, b1, c41);
                    x = V.Create(Unsafe.Add(ref a5, step));
                    c50 = V.FusedMultiplyAdd(x, b0, c50);
                    c51 = V.FusedMultiplyAdd(x, b1, c51);
                    x = V.Create(Unsafe.Add(ref a6, step));
                    c60 = V.FusedMultiplyAdd(x, b0, c60);
                    c61 = V.FusedMultiplyAdd(x, b1, c61);
                    x = V.Create(Unsafe.Add(ref a7, step));
                    c70 = V.FusedMultiplyAdd(x, b0, c70);
                    c71 = V.FusedMultiplyAdd(x, b1, c71);
                    b = ref Unsafe.Add(ref b, bStep);
                }

                shift += p.ARepeat;
            }

            if (skip <= 0)
            {
                c00.Store(ref Unsafe.Add(ref p.C, cRow), n);
                c01.Store(ref Unsafe.Add(ref p.C, cRow), n1);
            }

            if (skip <= 1)
            {
                c10.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
                c11.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n1);
            }

            if (skip <= 2)
            {
                c20.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
                c21.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n1);
            }

            if (skip <= 3)
            {
                c30.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
                c31.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n1);
            }

            if (skip <= 4)
            {
                c40.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 4)), n);
                c41.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 4)), n1);
            }

            if (skip <= 5)
            {
                c50.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 5)), n);
                c51.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 5)), n1);
            }

            if (skip <= 6)
            {
                c60.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 6)), n);
                c61.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 6)), n1);
            }

            c70.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 7)), n);
            c71.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 7)), n1);
        }
    }

    // 4 rows by two vectors of the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x2<V>(in IndexedProduct p, nuint n)
        where V : struct, ILanes<V>
    {
        ref int steps = ref p.Steps;
        nint depth = p.Depth, repeats = p.Repeats, bStep = p.BStep;
        nuint n1 = n + (nuint)V.Count;
        for (nint m = 0; m < p.Rows; m += 4)
        {
            // The last tile starts earlier rather than being narrower; what it computes twice it does not store.
            nint first = nint.Min(m, p.Rows - 4), skip = m - first;
            ref int aRow = ref Unsafe.Add(ref p.ARows, first);
            ref int cRow = ref Unsafe.Add(ref p.CRows, first);
            ref float a0 = ref Unsafe.Add(ref p.A, aRow);
            ref float a1 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 1));
            ref float a2 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 2));
            ref float a3 = ref Unsafe.Add(ref p.A, Unsafe.Add(ref aRow, 3));
            V c00 = V.Create(0), c01 = V.Create(0);
            if (p.Accumulate)
            {
                c00 = V.Load(ref Unsafe.Add(ref p.C, cRow), n);
                c01 = V.Load(ref Unsafe.Add(ref p.C, cRow), n1);
            }
            else if (!Unsafe.IsNullRef(ref p.Start))
            {
                c00 = V.Load(ref p.Start, n);
                c01 = V.Load(ref p.Start, n1);
            }

            V c10 = c00, c11 = c01;
            V c20 = c00, c21 = c01;
            V c30 = c00, c31 = c01;
            if (p.Accumulate)
            {
                c10 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
                c11 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n1);
                c20 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
                c21 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n1);
                c30 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
                c31 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n1);
            }

            ref float b = ref p.B;
            nint shift = 0;
            for (nint r = 0; r < repeats; r++)
            {
                for (nint k = 0; k < depth; k++)
                {
                    nint step = Unsafe.Add(ref steps, k) + shift;
                    V b0 = V.Load(ref b, n), b1 = V.Load(ref b, n1);
                    V x = V.Create(Unsafe.Add(ref a0, step));
                    c00 = V.FusedMultiplyAdd(x, b0, c00);
                    c01 = V.FusedMultiplyAdd(x, b1, c01);
                    x = V.Create(Unsafe.Add(ref a1, step));
                    c10 = V.FusedMultiplyAdd(x, b0, c10);
                    c11 = V.FusedMultiplyAdd(x, b1, c11);
                    x = V.Create(Unsafe.Add(ref a2, step));
                    c20 = V.FusedMultiplyAdd(x, b0, c20);
                    c21 = V.FusedMultiplyAdd(x, b1, c21);
                    x = V.Create(Unsafe.Add(ref a3, step));
                    c30 = V.FusedMultiplyAdd(x, b0, c30);
                    c31 = V.FusedMultiplyAdd(x, b1, c31);
                    b = ref Unsafe.Add(ref b, bStep);
                }

                shift += p.ARepeat;
            }

            if (skip <= 0)
            {
                c00.Store(ref Unsafe.Add(ref p.C, cRow), n);
                c01.Store(ref Unsafe.Add(ref p.C, cRow), n1);
            }

            if (skip <= 1)
            {
                c10.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
                c11.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n1);
            }

            if (skip <= 2)
            {
                c20.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
                c21.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n1);
            }

            c30.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
            c31.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n1);
        }
    }

    // 1 row by two vectors of the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x2<V>(in IndexedProduct p, nuint n)
        where V : struct, ILanes<V>
    {
        ref int steps = ref p.Steps;
        nint depth = p.Depth, repeats = p.Repeats, bStep = p.BStep;
        nuint n1 = n + (nuint)V.Count;
        for (nint m = 0; m < p.Rows; m++)
        {
            ref int aRow = ref Unsafe.Add(ref p.ARows, m);
            ref int cRow = ref Unsafe.Add(ref p.CRows, m);
            ref float a0 = ref Unsafe.Add(ref p.A, aRow);
            V c00 = V.Create(0), c01 = V.Create(0);
            if (p.Accumulate)
            {
                c00 = V.Load(ref Unsafe.Add(ref p.C, cRow), n);
                c01 = V.Load(ref Unsafe.Add(ref p.C, cRow), n1);
            }
            else if (!Unsafe.IsNullRef(ref p.Start))
            {
                c00 = V.Load(ref p.Start, n);
                c01 = V.Load(ref p.Start, n1);
            }

            ref float b = ref p.B;
            nint shift = 0;
            for (nint r = 0; r < repeats; r++)
            {
                for (nint k = 0; k < depth; k++)
                {
                    nint step = Unsafe.Add(ref steps, k) + shift;
                    V b0 = V.Load(ref b, n), b1 = V.Load(ref b, n1);
                    V x = V.Create(Unsafe.Add(ref a0, step));
                    c00 = V.FusedMultiplyAdd(x, b0, c00);
                    c01 = V.FusedMultiplyAdd(x, b1, c01);
                    b = ref Unsafe.Add(ref b, bStep);
                }

                shift += p.ARepeat;
            }

            c00.Store(ref Unsafe.Add(ref p.C, cRow), n);
            c01.Store(ref Unsafe.Add(ref p.C, cRow), n1);
        }
    }
}
