using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>A single row times a matrix that no second-level cache holds: called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowProductKernel
{
    /// <summary>
    /// c[n] = start[n] + the sum over k of a[k] b[k, n], k ascending, each step rounded once: the bits of a register tile, whose strips of b jump from
    /// row to row where memory is read fastest without a gap. Four rows of b pass by c, which stays in the first-level cache.
    /// </summary>
    /// <param name="a">The row, [depth].</param>
    /// <param name="aStep">The distance between its elements.</param>
    /// <param name="b">The matrix, [depth, columns].</param>
    /// <param name="bStep">The distance between its rows, a multiple of 16.</param>
    /// <param name="c">Receives the product, [columns].</param>
    /// <param name="start">What is added to, [columns]; a null reference for zeros.</param>
    /// <param name="columns">A multiple of 16.</param>
    /// <param name="depth">The number of products in each sum.</param>
    public static void Multiply(ref float a, nint aStep, ref float b, nint bStep, ref float c, ref float start, nint columns, nint depth)
    {
        if (Lanes512.IsSupported)
        {
            Run<Lanes512>(ref a, aStep, ref b, bStep, ref c, ref start, columns, depth);
        }
        else if (Lanes256.IsSupported)
        {
            Run<Lanes256>(ref a, aStep, ref b, bStep, ref c, ref start, columns, depth);
        }
        else if (Lanes128.IsSupported)
        {
            Run<Lanes128>(ref a, aStep, ref b, bStep, ref c, ref start, columns, depth);
        }
        else
        {
            Run<LanesScalar>(ref a, aStep, ref b, bStep, ref c, ref start, columns, depth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<V>(ref float a, nint aStep, ref float b, nint bStep, ref float c, ref float start, nint columns, nint depth)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        for (nint n = 0; n < columns; n += V.Count)
        {
            (Unsafe.IsNullRef(ref start) ? zero : V.Load(ref start, (nuint)n)).Store(ref c, (nuint)n);
        }

        nint k = 0;
        for (; k + 4 <= depth; k += 4)
        {
            ref float x = ref Unsafe.Add(ref a, k * aStep);
            V x0 = V.Create(x), x1 = V.Create(Unsafe.Add(ref x, aStep)), x2 = V.Create(Unsafe.Add(ref x, 2 * aStep)), x3 = V.Create(Unsafe.Add(ref x, 3 * aStep));
            ref float row0 = ref Unsafe.Add(ref b, k * bStep);
            ref float row1 = ref Unsafe.Add(ref row0, bStep);
            ref float row2 = ref Unsafe.Add(ref row1, bStep);
            ref float row3 = ref Unsafe.Add(ref row2, bStep);
            for (nint n = 0; n < columns; n += V.Count)
            {
                V sum = V.FusedMultiplyAdd(x0, V.Load(ref row0, (nuint)n), V.Load(ref c, (nuint)n));
                sum = V.FusedMultiplyAdd(x1, V.Load(ref row1, (nuint)n), sum);
                sum = V.FusedMultiplyAdd(x2, V.Load(ref row2, (nuint)n), sum);
                V.FusedMultiplyAdd(x3, V.Load(ref row3, (nuint)n), sum).Store(ref c, (nuint)n);
            }
        }

        for (; k < depth; k++)
        {
            V x = V.Create(Unsafe.Add(ref a, k * aStep));
            ref float row = ref Unsafe.Add(ref b, k * bStep);
            for (nint n = 0; n < columns; n += V.Count)
            {
                V.FusedMultiplyAdd(x, V.Load(ref row, (nuint)n), V.Load(ref c, (nuint)n)).Store(ref c, (nuint)n);
            }
        }
    }
}
