using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

public static partial class Reductions
{
    /// <summary>
    /// The rows of a matrix that are measured at a time: a multiple of the heights of all register tiles, so that what makes a matrix
    /// in parts of so many rows can measure each part while it is in the cache.
    /// </summary>
    internal const int RowsOfPart = 24;

    // Outer products of fewer elements are measured as they are made, which takes less than measuring their factors.
    private const int MeasuredByFactorsFrom = 1 << 14;

    /// <summary>
    /// Measures a matrix in parts of 24 rows: the sum of the squares, the largest magnitude, the number of elements that are not finite.
    /// </summary>
    /// <remarks>
    /// Each part is summed as <see cref="Measure"/> does, and the parts are added in double, from the first to the last: the same bits
    /// for what measures the parts as it makes them, and for any number of threads that do.
    /// </remarks>
    /// <param name="values">The first element.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The floats of a row, padding included: a multiple of 16.</param>
    /// <param name="result">Receives what was measured.</param>
    public static void MeasureRows(ref float values, int rows, int stride, ref TensorStatistics result)
    {
        RowMeasure measure = default;
        for (int row = 0; row < rows; row += RowsOfPart)
        {
            measure.Add(ref Unsafe.Add(ref values, (nint)row * stride), Math.Min(RowsOfPart, rows - row), stride);
        }

        measure.Complete(ref values, rows, stride, ref result);
    }

    /// <summary>
    /// The gradient of a weight matrix for a single sample, dW[i, j] = x[i]·dz[j], measured as <see cref="MeasureRows"/> does; the norm of a large
    /// one is ‖dW‖ = ‖x‖·‖dz‖, which differs from that of the rounded products by less than 1e-7 of it.
    /// </summary>
    /// <param name="x">The layer's input, [rows].</param>
    /// <param name="dz">The gradient of the loss with respect to the layer's output, [columns], padding zero.</param>
    /// <param name="dWeight">Receives the gradient, [rows, columns]; what lies between its rows is zero.</param>
    /// <param name="rows">The number of inputs.</param>
    /// <param name="columns">The floats of dz: a multiple of 16.</param>
    /// <param name="stride">The distance between rows of dW: a multiple of 16, at least <paramref name="columns"/>.</param>
    /// <param name="result">Receives what was measured; a null reference for nothing.</param>
    public static void OuterProduct(ref float x, ref float dz, ref float dWeight, int rows, int columns, int stride, ref TensorStatistics result)
    {
        if (!Unsafe.IsNullRef(ref result) && IsMeasuredByFactors(ref x, rows, ref dz, columns, out double product, out int productBits))
        {
            OuterProduct(ref x, ref dz, ref dWeight, rows, columns, stride);
            Complete(ref dWeight, rows * stride, product, productBits, ref result);
            return;
        }

        // Where runs of squares are whole rows or parts of one, they are summed as the products are made. Rounding keeps the order of
        // magnitudes, so that the largest product is that of the largest factors.
        if (Lanes512.IsSupported && !Unsafe.IsNullRef(ref result) && columns == stride && IsWholeRuns(stride))
        {
            int factor = LargestBits<Lanes512>(ref x, rows);
            int other = LargestBits<Lanes512>(ref dz, columns);
            if (factor < FloatBits.Infinity && other < FloatBits.Infinity)
            {
                float largest = BitConverter.Int32BitsToSingle(factor) * BitConverter.Int32BitsToSingle(other);
                double squares = MeasuredOuterProduct(ref x, ref dz, ref dWeight, rows, stride);
                Complete(ref dWeight, rows * stride, squares, BitConverter.SingleToInt32Bits(largest), ref result);
                return;
            }
        }

        RowMeasure measure = default;
        for (int row = 0; row < rows; row += RowsOfPart)
        {
            int count = Math.Min(RowsOfPart, rows - row);
            ref float part = ref Unsafe.Add(ref dWeight, (nint)row * stride);
            OuterProduct(ref Unsafe.Add(ref x, row), ref dz, ref part, count, columns, stride);
            if (!Unsafe.IsNullRef(ref result))
            {
                measure.Add(ref part, count, stride);
            }
        }

        if (!Unsafe.IsNullRef(ref result))
        {
            measure.Complete(ref dWeight, rows, stride, ref result);
        }
    }

    /// <summary>sums = 0 + values for one row of no more than a run, measured as <see cref="MeasureRows"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void MeasuredRow(ref float values, ref float sums, int stride, ref TensorStatistics result)
    {
        Lanes512 zero = Lanes512.Create(0f), sum = zero, max = zero;
        for (nuint i = 0; i < (nuint)stride; i += CanonicalLanes.Count)
        {
            Lanes512 value = zero + Lanes512.Load(ref values, i);
            value.Store(ref sums, i);
            sum = Lanes512.FusedMultiplyAdd(value, value, sum);
            max = Lanes512.MaxMagnitudeBits(max, value);
        }

        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Unsafe.BitCast<Lanes512, Vector512<float>>(sum));
        Complete(ref sums, stride, CanonicalLanes.Sum(low, high), LargestBits(max), ref result);
    }

    /// <summary>
    /// As <see cref="OuterProduct(ref float, ref float, ref float, int, int, int, ref TensorStatistics)"/>, of the rows of one thread.
    /// </summary>
    public static void OuterProduct(ref float x, ref float dz, ref float dWeight, int rows, int columns, int stride, ref TensorStatistics result, WeightShare share)
    {
        if (share.IsWhole)
        {
            OuterProduct(ref x, ref dz, ref dWeight, rows, columns, stride, ref result);
            return;
        }

        RowMeasure measure = default;
        Unsafe.SkipInit(out double product);
        Unsafe.SkipInit(out int productBits);
        bool byFactors = !Unsafe.IsNullRef(ref result) && IsMeasuredByFactors(ref x, rows, ref dz, columns, out product, out productBits);
        int end = share.End(rows);
        for (int row = share.First(rows); row < end; row += RowsOfPart)
        {
            int count = Math.Min(RowsOfPart, rows - row);
            ref float part = ref Unsafe.Add(ref dWeight, (nint)row * stride);
            OuterProduct(ref Unsafe.Add(ref x, row), ref dz, ref part, count, columns, stride);
            if (byFactors)
            {
                // The first part stands for all.
                share.SetPart(row, row == 0 ? product : 0, productBits);
            }
            else if (!Unsafe.IsNullRef(ref result))
            {
                share.Measure(ref measure, row, ref part, count, stride);
            }
        }

        if (!Unsafe.IsNullRef(ref result))
        {
            share.Complete(measure, ref dWeight, rows, stride, ref result);
        }
    }

    /// <summary>The sum of the squares of a part.</summary>
    internal static double Part(ref float values, int rows, int stride, out int maxBits)
    {
        nuint length = (nuint)rows * (nuint)stride;
        return Lanes512.IsSupported ? Measure<Lanes512, DoubleLanes512>(ref values, length, out maxBits)
            : Lanes256.IsSupported ? Measure<Lanes256, DoubleLanes256>(ref values, length, out maxBits)
            : Lanes128.IsSupported ? Measure<Lanes128, DoubleLanes128>(ref values, length, out maxBits)
            : Measure<LanesScalar, DoubleLanesScalar>(ref values, length, out maxBits);
    }

    private static void OuterProduct(ref float x, ref float dz, ref float dWeight, int rows, int columns, int stride)
    {
        if (Lanes512.IsSupported)
        {
            OuterProduct<Lanes512>(ref x, ref dz, ref dWeight, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            OuterProduct<Lanes256>(ref x, ref dz, ref dWeight, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            OuterProduct<Lanes128>(ref x, ref dz, ref dWeight, rows, columns, stride);
        }
        else
        {
            OuterProduct<LanesScalar>(ref x, ref dz, ref dWeight, rows, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double MeasuredOuterProduct(ref float x, ref float dz, ref float dWeight, nint rows, nint stride)
    {
        nint rowsOfRun = stride < RunLength ? RunLength >> BitOperations.TrailingZeroCount(stride) : 1;
        nint width = Math.Min(RunLength, stride);
        double squares = 0;
        for (nint part = 0; part < rows; part += RowsOfPart)
        {
            Vector512<double> low = Vector512<double>.Zero, high = low;
            nint end = Math.Min(rows, part + RowsOfPart);
            for (nint row = part; row < end; row += rowsOfRun)
            {
                nint last = Math.Min(end, row + rowsOfRun);
                for (nint start = 0; start < stride; start += width)
                {
                    Lanes512 sum = Lanes512.Create(0f);
                    for (nint r = row; r < last; r++)
                    {
                        Lanes512 factor = Lanes512.Create(Unsafe.Add(ref x, r));
                        ref float line = ref Unsafe.Add(ref dWeight, r * stride);
                        for (nint column = start; column < start + width; column += CanonicalLanes.Count)
                        {
                            Lanes512 product = factor * Lanes512.Load(ref dz, (nuint)column);
                            product.Store(ref line, (nuint)column);
                            sum = Lanes512.FusedMultiplyAdd(product, product, sum);
                        }
                    }

                    (Vector512<double> below, Vector512<double> above) = Vector512.Widen(Unsafe.BitCast<Lanes512, Vector512<float>>(sum));
                    low += below;
                    high += above;
                }
            }

            squares += CanonicalLanes.Sum(low, high);
        }

        return squares;
    }

    // Whether rows are whole runs or runs whole rows, without a division: those of the smallest layers would take longer than the products.
    private static bool IsWholeRuns(int stride) => stride < RunLength ? BitOperations.IsPow2(stride) : (stride & (RunLength - 1)) == 0;

    /// <summary>
    /// Σ (xᵢ·dzⱼ)² = Σ xᵢ² · Σ dzⱼ², and the largest |xᵢ·dzⱼ| as bits, which is exact because rounding keeps the order of magnitudes. Not for small
    /// products, nor where a factor is not finite.
    /// </summary>
    private static bool IsMeasuredByFactors(ref float x, int rows, ref float dz, int columns, out double squares, out int maxBits)
    {
        squares = 0;
        maxBits = 0;
        if ((long)rows * columns < MeasuredByFactorsFrom)
        {
            return false;
        }

        int factor = LargestBits(ref x, rows), other = LargestBits(ref dz, columns);
        if (factor >= FloatBits.Infinity || other >= FloatBits.Infinity)
        {
            return false;
        }

        maxBits = BitConverter.SingleToInt32Bits(BitConverter.Int32BitsToSingle(factor) * BitConverter.Int32BitsToSingle(other));

        // Factors that are not zero may have products that are, all of them.
        squares = maxBits == 0 ? 0 : SumOfSquares(ref x, rows) * SumOfSquares(ref dz, columns);
        return true;
    }

    private static int LargestBits(ref float values, int length) =>
        Lanes512.IsSupported ? LargestBits<Lanes512>(ref values, length)
        : Lanes256.IsSupported ? LargestBits<Lanes256>(ref values, length)
        : Lanes128.IsSupported ? LargestBits<Lanes128>(ref values, length)
        : LargestBits<LanesScalar>(ref values, length);

    // The largest magnitude of any number of floats, as bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LargestBits<V>(ref float values, int length)
        where V : struct, ILanes<V>
    {
        V max = V.Create(0f);
        int i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            max = V.MaxMagnitudeBits(max, V.Load(ref values, (nuint)i));
        }

        int bits = LargestBits(max);
        for (; i < length; i++)
        {
            bits = Math.Max(bits, BitConverter.SingleToInt32Bits(Unsafe.Add(ref values, i)) & FloatBits.MagnitudeMask);
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void OuterProduct<V>(ref float x, ref float dz, ref float dWeight, nint rows, nint columns, nint stride)
        where V : struct, ILanes<V>
    {
        for (nint row = 0; row < rows; row++)
        {
            V factor = V.Create(Unsafe.Add(ref x, row));
            for (nint column = 0; column < columns; column += V.Count)
            {
                (factor * V.Load(ref dz, (nuint)column)).Store(ref dWeight, (nuint)column);
            }

            dWeight = ref Unsafe.Add(ref dWeight, stride);
        }
    }
}
