using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>Sums over the rows of a matrix: the gradient of a bias.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnSumKernel
{
    /// <summary>sums[j] = the sum over the rows of values[row, j], rows ascending, for all columns of the padded row.</summary>
    public static void Sum(ref float values, int stride, ref float sums, int rows)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Lanes512>(ref values, stride, ref sums, rows);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Lanes256>(ref values, stride, ref sums, rows);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Run<Lanes128>(ref values, stride, ref sums, rows);
        }
        else
        {
            Run<LanesScalar>(ref values, stride, ref sums, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V>(ref float values, int stride, ref float sums, int rows)
        where V : struct, ILanes<V>
    {
        for (nint column = 0; column < stride; column += V.Count)
        {
            V sum = V.Create(0);
            for (nint row = 0; row < rows; row++)
            {
                sum += V.Load(ref values, (nuint)((row * stride) + column));
            }

            sum.Store(ref sums, (nuint)column);
        }
    }
}
