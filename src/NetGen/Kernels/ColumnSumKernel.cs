using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Sums over the rows of a matrix: the gradient of a bias.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnSumKernel
{
    /// <summary>sums[j] = the sum over the rows of values[row, j], rows ascending, for all columns of the padded row.</summary>
    public static void Sum(ref float values, int stride, ref float sums, int rows) => Dispatch<Off>(ref values, stride, ref sums, rows, out _);

    /// <summary>As <see cref="Sum(ref float, int, ref float, int)"/>; the sums are measured as <see cref="Reductions.MeasureRows"/> does.</summary>
    public static void Sum(ref float values, int stride, ref float sums, int rows, ref TensorStatistics result)
    {
        if (Unsafe.IsNullRef(ref result))
        {
            Sum(ref values, stride, ref sums, rows);
            return;
        }

        double squares = Dispatch<On>(ref values, stride, ref sums, rows, out int maxBits);
        Reductions.Complete(ref sums, stride, squares, maxBits, ref result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Dispatch<TMeasure>(ref float values, int stride, ref float sums, int rows, out int maxBits)
        where TMeasure : struct, ISwitch =>
        Lanes512.IsSupported ? Run<Lanes512, TMeasure>(ref values, stride, ref sums, rows, out maxBits)
        : Lanes256.IsSupported ? Run<Lanes256, TMeasure>(ref values, stride, ref sums, rows, out maxBits)
        : Lanes128.IsSupported ? Run<Lanes128, TMeasure>(ref values, stride, ref sums, rows, out maxBits)
        : Run<LanesScalar, TMeasure>(ref values, stride, ref sums, rows, out maxBits);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double Run<V, TMeasure>(ref float values, nint stride, ref float sums, nint rows, out int maxBits)
        where V : struct, ILanes<V>
        where TMeasure : struct, ISwitch
    {
        Lanes16<double> squares = default;
        V max = V.Create(0f);
        nint column = 0;
        for (; column + (2 * V.Count) <= stride; column += 2 * V.Count)
        {
            // Two columns of registers at a time, because an addition waits for the one before.
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
            if (TMeasure.IsOn)
            {
                Reductions.AddTo(ref squares[0], sum0 * sum0, first);
                Reductions.AddTo(ref squares[0], sum1 * sum1, second);
                max = V.MaxMagnitudeBits(max, V.MaxMagnitudeBits(sum0, sum1));
            }
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
            if (TMeasure.IsOn)
            {
                Reductions.AddTo(ref squares[0], sum * sum, (nuint)column);
                max = V.MaxMagnitudeBits(max, sum);
            }
        }

        maxBits = TMeasure.IsOn ? Reductions.LargestBits(max) : 0;
        return TMeasure.IsOn ? CanonicalLanes.Sum(ref squares[0]) : 0;
    }
}
