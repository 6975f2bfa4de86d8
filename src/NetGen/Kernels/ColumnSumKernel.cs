using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Sums over the rows of a matrix: the gradient of a bias.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnSumKernel
{
    // Rows of 8 floats, see the generator's CompactRows.
    private const int CompactStride = 8;

    /// <summary>
    /// sums[j] = the sum over the rows of values[row, j], rows ascending, for all columns of the padded row. The sums of rows of 8 floats are written as a
    /// row of 16; each is (s0 + s2) + (s1 + s3) of the sums over every fourth row, which need not wait for each other.
    /// </summary>
    public static void Sum(ref float values, int stride, ref float sums, int rows)
    {
        if (stride == CompactStride)
        {
            SumCompact(ref values, ref sums, rows);
            return;
        }

        if (Lanes512.IsSupported)
        {
            Run<Lanes512>(ref values, stride, ref sums, rows);
        }
        else if (Lanes256.IsSupported)
        {
            Run<Lanes256>(ref values, stride, ref sums, rows);
        }
        else if (Lanes128.IsSupported)
        {
            Run<Lanes128>(ref values, stride, ref sums, rows);
        }
        else
        {
            Run<LanesScalar>(ref values, stride, ref sums, rows);
        }
    }

    /// <summary>
    /// As <see cref="Sum(ref float, int, ref float, int)"/>; the sums are measured as <see cref="Reductions.MeasureRows"/> does, unless
    /// <paramref name="result"/> is a null reference.
    /// </summary>
    public static void Sum(ref float values, int stride, ref float sums, int rows, ref TensorStatistics result)
    {
        if (rows == 1 && Lanes512.IsSupported && stride != CompactStride && stride <= Reductions.RunLength && !Unsafe.IsNullRef(ref result))
        {
            Reductions.MeasuredRow(ref values, ref sums, stride, ref result);
            return;
        }

        Sum(ref values, stride, ref sums, rows);
        if (!Unsafe.IsNullRef(ref result))
        {
            Reductions.MeasureRows(ref sums, 1, Math.Max(stride, 2 * CompactStride), ref result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void RunCompact<V>(ref float values, ref float sums, nint rows)
        where V : struct, ILanes<V>
    {
        for (nuint column = 0; column < CompactStride; column += (nuint)V.Count)
        {
            V sum0 = V.Create(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            ref float line = ref values;
            nint row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                sum0 += V.Load(ref line, column);
                sum1 += V.Load(ref line, column + CompactStride);
                sum2 += V.Load(ref line, column + (2 * CompactStride));
                sum3 += V.Load(ref line, column + (3 * CompactStride));
                line = ref Unsafe.Add(ref line, 4 * CompactStride);
            }

            if (row < rows)
            {
                sum0 += V.Load(ref line, column);
            }

            if (row + 1 < rows)
            {
                sum1 += V.Load(ref line, column + CompactStride);
            }

            if (row + 2 < rows)
            {
                sum2 += V.Load(ref line, column + (2 * CompactStride));
            }

            ((sum0 + sum2) + (sum1 + sum3)).Store(ref sums, column);
            V.Create(0f).Store(ref sums, column + CompactStride);
        }
    }

    private static void SumCompact(ref float values, ref float sums, int rows)
    {
        if (Lanes256.IsSupported)
        {
            RunCompact<Lanes256>(ref values, ref sums, rows);
        }
        else if (Lanes128.IsSupported)
        {
            RunCompact<Lanes128>(ref values, ref sums, rows);
        }
        else
        {
            RunCompact<LanesScalar>(ref values, ref sums, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<V>(ref float values, nint stride, ref float sums, nint rows)
        where V : struct, ILanes<V>
    {
        nint column = 0;
        for (; column + (2 * V.Count) <= stride; column += 2 * V.Count)
        {
            // Two registers at a time, because an addition waits for the one before.
            nuint first = (nuint)column;
            nuint second = first + (nuint)V.Count;
            V sum0 = V.Create(0f), sum1 = sum0;
            ref float line = ref values;
            for (nint row = 0; row < rows; row++)
            {
                sum0 += V.Load(ref line, first);
                sum1 += V.Load(ref line, second);
                line = ref Unsafe.Add(ref line, stride);
            }

            sum0.Store(ref sums, first);
            sum1.Store(ref sums, second);
        }

        if (column < stride)
        {
            V sum = V.Create(0f);
            ref float line = ref values;
            for (nint row = 0; row < rows; row++)
            {
                sum += V.Load(ref line, (nuint)column);
                line = ref Unsafe.Add(ref line, stride);
            }

            sum.Store(ref sums, (nuint)column);
        }
    }
}
