using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The register tiles of one vector.</content>
internal ref partial struct IndexedProduct
{
    // 8 rows by one vector of the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x1<V>(in IndexedProduct p, nuint n)
        where V : struct, ILanes<V>
    {
        ref int steps = ref p.Steps;
        nint depth = p.Depth, repeats = p.Repeats, bStep = p.BStep;
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
            V c0 = V.Create(0);
            if (p.Accumulate)
            {
                c0 = V.Load(ref Unsafe.Add(ref p.C, cRow), n);
            }
            else if (!Unsafe.IsNullRef(ref p.Start))
            {
                c0 = V.Load(ref p.Start, n);
            }

            V c1 = c0;
            V c2 = c0;
            V c3 = c0;
            V c4 = c0;
            V c5 = c0;
            V c6 = c0;
            V c7 = c0;
            if (p.Accumulate)
            {
                c1 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
                c2 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
                c3 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
                c4 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 4)), n);
                c5 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 5)), n);
                c6 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 6)), n);
                c7 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 7)), n);
            }

            ref float b = ref p.B;
            nint shift = 0;
            for (nint r = 0; r < repeats; r++)
            {
                for (nint k = 0; k < depth; k++)
                {
                    nint step = Unsafe.Add(ref steps, k) + shift;
                    V b0 = V.Load(ref b, n);
                    c0 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a0, step)), c0);
                    c1 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a1, step)), c1);
                    c2 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a2, step)), c2);
                    c3 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a3, step)), c3);
                    c4 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a4, step)), c4);
                    c5 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a5, step)), c5);
                    c6 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a6, step)), c6);
                    c7 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a7, step)), c7);
                    b = ref Unsafe.Add(ref b, bStep);
                }

                shift += p.ARepeat;
            }

            if (skip <= 0)
            {
                c0.Store(ref Unsafe.Add(ref p.C, cRow), n);
            }

            if (skip <= 1)
            {
                c1.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
            }

            if (skip <= 2)
            {
                c2.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
            }

            if (skip <= 3)
            {
                c3.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
            }

            if (skip <= 4)
            {
                c4.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 4)), n);
            }

            if (skip <= 5)
            {
                c5.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 5)), n);
            }

            if (skip <= 6)
            {
                c6.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 6)), n);
            }

            c7.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 7)), n);
        }
    }

    // 4 rows by one vector of the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x1<V>(in IndexedProduct p, nuint n)
        where V : struct, ILanes<V>
    {
        ref int steps = ref p.Steps;
        nint depth = p.Depth, repeats = p.Repeats, bStep = p.BStep;
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
            V c0 = V.Create(0);
            if (p.Accumulate)
            {
                c0 = V.Load(ref Unsafe.Add(ref p.C, cRow), n);
            }
            else if (!Unsafe.IsNullRef(ref p.Start))
            {
                c0 = V.Load(ref p.Start, n);
            }

            V c1 = c0;
            V c2 = c0;
            V c3 = c0;
            if (p.Accumulate)
            {
                c1 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
                c2 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
                c3 = V.Load(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
            }

            ref float b = ref p.B;
            nint shift = 0;
            for (nint r = 0; r < repeats; r++)
            {
                for (nint k = 0; k < depth; k++)
                {
                    nint step = Unsafe.Add(ref steps, k) + shift;
                    V b0 = V.Load(ref b, n);
                    c0 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a0, step)), c0);
                    c1 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a1, step)), c1);
                    c2 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a2, step)), c2);
                    c3 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a3, step)), c3);
                    b = ref Unsafe.Add(ref b, bStep);
                }

                shift += p.ARepeat;
            }

            if (skip <= 0)
            {
                c0.Store(ref Unsafe.Add(ref p.C, cRow), n);
            }

            if (skip <= 1)
            {
                c1.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 1)), n);
            }

            if (skip <= 2)
            {
                c2.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 2)), n);
            }

            c3.Store(ref Unsafe.Add(ref p.C, Unsafe.Add(ref cRow, 3)), n);
        }
    }

    // 1 row by one vector of the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x1<V>(in IndexedProduct p, nuint n)
        where V : struct, ILanes<V>
    {
        ref int steps = ref p.Steps;
        nint depth = p.Depth, repeats = p.Repeats, bStep = p.BStep;
        for (nint m = 0; m < p.Rows; m++)
        {
            ref int aRow = ref Unsafe.Add(ref p.ARows, m);
            ref int cRow = ref Unsafe.Add(ref p.CRows, m);
            ref float a0 = ref Unsafe.Add(ref p.A, aRow);
            V c0 = V.Create(0);
            if (p.Accumulate)
            {
                c0 = V.Load(ref Unsafe.Add(ref p.C, cRow), n);
            }
            else if (!Unsafe.IsNullRef(ref p.Start))
            {
                c0 = V.Load(ref p.Start, n);
            }

            ref float b = ref p.B;
            nint shift = 0;
            for (nint r = 0; r < repeats; r++)
            {
                for (nint k = 0; k < depth; k++)
                {
                    nint step = Unsafe.Add(ref steps, k) + shift;
                    V b0 = V.Load(ref b, n);
                    c0 = V.FusedMultiplyAdd(b0, V.Create(Unsafe.Add(ref a0, step)), c0);
                    b = ref Unsafe.Add(ref b, bStep);
                }

                shift += p.ARepeat;
            }

            c0.Store(ref Unsafe.Add(ref p.C, cRow), n);
        }
    }
}
