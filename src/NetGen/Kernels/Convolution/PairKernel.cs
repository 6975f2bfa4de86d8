using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// c[i, :] = start + the sum over the pairs of row i of a[A, :]·b[B, :], element by element, in the order of the pairs and with
/// fused multiply-add.
/// </summary>
internal static class PairKernel
{
    /// <summary>Runs a table. Rows of c are <paramref name="columns"/> floats, a multiple of 16, one after the other.</summary>
    /// <param name="table">The pairs.</param>
    /// <param name="a">What the first of each pair refers to.</param>
    /// <param name="b">What the second refers to.</param>
    /// <param name="c">The result.</param>
    /// <param name="columns">The floats of a row.</param>
    /// <param name="start">What each row starts from; a null reference for zero.</param>
    /// <param name="accumulate">Whether rows start from what is there instead.</param>
    public static void Run(PairTable table, ref float a, ref float b, ref float c, int columns, ref float start, bool accumulate)
    {
        if (Lanes512.IsSupported)
        {
            Run<Lanes512>(table, ref a, ref b, ref c, columns, ref start, accumulate);
        }
        else if (Lanes256.IsSupported)
        {
            Run<Lanes256>(table, ref a, ref b, ref c, columns, ref start, accumulate);
        }
        else if (Lanes128.IsSupported)
        {
            Run<Lanes128>(table, ref a, ref b, ref c, columns, ref start, accumulate);
        }
        else
        {
            Run<LanesScalar>(table, ref a, ref b, ref c, columns, ref start, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<V>(PairTable table, ref float a, ref float b, ref float c, int columns, ref float start, bool accumulate)
        where V : struct, ILanes<V>
    {
        ref int ends = ref table.Ends;
        ref int firsts = ref table.A;
        ref int seconds = ref table.B;
        nint rows = table.Rows, width = columns, pair = 0;
        bool hasStart = !Unsafe.IsNullRef(ref start);
        for (nint row = 0; row < rows; row++)
        {
            nint end = Unsafe.Add(ref ends, row);
            ref float from = ref accumulate ? ref c : ref start;
            bool reads = accumulate || hasStart;
            nint n = 0;
            for (; n + (4 * V.Count) <= width; n += 4 * V.Count)
            {
                nuint n0 = (nuint)n, n1 = n0 + (nuint)V.Count, n2 = n1 + (nuint)V.Count, n3 = n2 + (nuint)V.Count;
                V c0 = V.Create(0), c1 = c0, c2 = c0, c3 = c0;
                if (reads)
                {
                    c0 = V.Load(ref from, n0);
                    c1 = V.Load(ref from, n1);
                    c2 = V.Load(ref from, n2);
                    c3 = V.Load(ref from, n3);
                }

                for (nint j = pair; j < end; j++)
                {
                    ref float aj = ref Unsafe.Add(ref a, Unsafe.Add(ref firsts, j));
                    ref float bj = ref Unsafe.Add(ref b, Unsafe.Add(ref seconds, j));
                    c0 = V.FusedMultiplyAdd(V.Load(ref aj, n0), V.Load(ref bj, n0), c0);
                    c1 = V.FusedMultiplyAdd(V.Load(ref aj, n1), V.Load(ref bj, n1), c1);
                    c2 = V.FusedMultiplyAdd(V.Load(ref aj, n2), V.Load(ref bj, n2), c2);
                    c3 = V.FusedMultiplyAdd(V.Load(ref aj, n3), V.Load(ref bj, n3), c3);
                }

                c0.Store(ref c, n0);
                c1.Store(ref c, n1);
                c2.Store(ref c, n2);
                c3.Store(ref c, n3);
            }

            for (; n < width; n += V.Count)
            {
                V sum = reads ? V.Load(ref from, (nuint)n) : V.Create(0);
                for (nint j = pair; j < end; j++)
                {
                    sum = V.FusedMultiplyAdd(
                        V.Load(ref Unsafe.Add(ref a, Unsafe.Add(ref firsts, j)), (nuint)n), V.Load(ref Unsafe.Add(ref b, Unsafe.Add(ref seconds, j)), (nuint)n), sum);
                }

                sum.Store(ref c, (nuint)n);
            }

            pair = end;
            c = ref Unsafe.Add(ref c, width);
        }
    }
}
