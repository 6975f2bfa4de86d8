using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Sums over the rows of a matrix: the gradient of a bias.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnSumKernel
{
    /// <summary>sums[j] = the sum over the rows of values[row, j], rows ascending, for all columns of the padded row.</summary>
    public static void Sum(ref float values, int stride, ref float sums, int rows)
    {
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
        if (rows == 1 && Lanes512.IsSupported && stride <= Reductions.RunLength && !Unsafe.IsNullRef(ref result))
        {
            Reductions.MeasuredRow(ref values, ref sums, stride, ref result);
            return;
        }

        Sum(ref values, stride, ref sums, rows);
        if (!Unsafe.IsNullRef(ref result))
        {
            Reductions.MeasureRows(ref sums, 1, stride, ref result);
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
