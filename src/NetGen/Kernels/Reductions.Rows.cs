using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

public static partial class Reductions
{
    /// <summary>
    /// The rows of a matrix whose squares are added in float before they go on in double: few enough for the float, and a multiple of
    /// the heights of all register tiles, so that what makes a matrix in parts of so many rows can measure each part while it is in
    /// the cache.
    /// </summary>
    internal const int RowsOfPart = 48;

    /// <summary>
    /// Measures a matrix: the sum of the squares, the largest magnitude, the number of elements that are not finite.
    /// </summary>
    /// <remarks>
    /// The squares of a column are added in float over <see cref="RowsOfPart"/> rows, even and odd ones apart; these sums go through 16
    /// canonical lanes, from the first column to the last, into one double for each part, and the doubles are added from the first part
    /// to the last. The relative error of the sum is below 3e-6, and as a rule below 2e-7. Otherwise as <see cref="Measure"/>.
    /// </remarks>
    /// <param name="values">The first element.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The floats of a row, padding included: a multiple of 16.</param>
    /// <param name="result">Receives what was measured.</param>
    public static void MeasureRows(ref float values, int rows, int stride, ref TensorStatistics result)
    {
        double squares = Rows<Off>(ref values, ref values, ref values, (nuint)rows, (nuint)stride, out int maxBits);
        Complete(ref values, rows * stride, squares, maxBits, ref result);
    }

    /// <summary>
    /// The gradient of a weight matrix for a single sample, dW[i, j] = x[i]·dz[j], measured as <see cref="MeasureRows"/> does.
    /// </summary>
    /// <param name="x">The layer's input, [rows].</param>
    /// <param name="dz">The gradient of the loss with respect to the layer's output, [stride], padding zero.</param>
    /// <param name="dWeight">Receives the gradient, [rows, stride].</param>
    /// <param name="rows">The number of inputs.</param>
    /// <param name="stride">The floats of a row of dW: a multiple of 16.</param>
    /// <param name="result">Receives what was measured; a null reference for nothing.</param>
    public static void OuterProduct(ref float x, ref float dz, ref float dWeight, int rows, int stride, ref TensorStatistics result)
    {
        double squares = Rows<On>(ref x, ref dz, ref dWeight, (nuint)rows, (nuint)stride, out int maxBits);
        if (!Unsafe.IsNullRef(ref result))
        {
            Complete(ref dWeight, rows * stride, squares, maxBits, ref result);
        }
    }

    /// <summary>The sum of the squares of up to <see cref="RowsOfPart"/> rows.</summary>
    internal static double Part(ref float values, int rows, int stride, out int maxBits) =>
        Rows<Off>(ref values, ref values, ref values, (nuint)rows, (nuint)stride, out maxBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Rows<TOuter>(ref float x, ref float dz, ref float values, nuint rows, nuint stride, out int maxBits)
        where TOuter : struct, ISwitch =>
        Lanes512.IsSupported ? Rows<Lanes512, TOuter>(ref x, ref dz, ref values, rows, stride, out maxBits)
        : Lanes256.IsSupported ? Rows<Lanes256, TOuter>(ref x, ref dz, ref values, rows, stride, out maxBits)
        : Lanes128.IsSupported ? Rows<Lanes128, TOuter>(ref x, ref dz, ref values, rows, stride, out maxBits)
        : Rows<LanesScalar, TOuter>(ref x, ref dz, ref values, rows, stride, out maxBits);

    // Measures rows, or with TOuter makes them and measures them on the way.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double Rows<V, TOuter>(ref float x, ref float dz, ref float values, nuint rows, nuint stride, out int maxBits)
        where V : struct, ILanes<V>
        where TOuter : struct, ISwitch
    {
        nuint width = (nuint)V.Count;
        V zero = V.Create(0f);
        V max = zero;
        double total = 0;
        Unsafe.SkipInit(out Lanes16<double> sums);
        for (nuint first = 0; first < rows; first += RowsOfPart)
        {
            nuint last = nuint.Min(first + RowsOfPart, rows);
            sums = default;
            nuint column = 0;
            for (; column + (4 * width) <= stride; column += 4 * width)
            {
                V d0 = zero, d1 = zero, d2 = zero, d3 = zero;
                if (TOuter.IsOn)
                {
                    d0 = V.Load(ref dz, column);
                    d1 = V.Load(ref dz, column + width);
                    d2 = V.Load(ref dz, column + (2 * width));
                    d3 = V.Load(ref dz, column + (3 * width));
                }

                V even0 = zero, even1 = zero, even2 = zero, even3 = zero;
                V odd0 = zero, odd1 = zero, odd2 = zero, odd3 = zero;
                ref float line = ref Unsafe.Add(ref values, (first * stride) + column);
                for (nuint row = first; row < last; row++)
                {
                    V a0 = Element<V, TOuter>(ref x, row, d0, ref line, 0);
                    V a1 = Element<V, TOuter>(ref x, row, d1, ref line, width);
                    V a2 = Element<V, TOuter>(ref x, row, d2, ref line, 2 * width);
                    V a3 = Element<V, TOuter>(ref x, row, d3, ref line, 3 * width);
                    even0 = V.FusedMultiplyAdd(a0, a0, even0);
                    even1 = V.FusedMultiplyAdd(a1, a1, even1);
                    even2 = V.FusedMultiplyAdd(a2, a2, even2);
                    even3 = V.FusedMultiplyAdd(a3, a3, even3);
                    max = V.MaxMagnitudeBits(max, V.MaxMagnitudeBits(V.MaxMagnitudeBits(a0, a1), V.MaxMagnitudeBits(a2, a3)));
                    line = ref Unsafe.Add(ref line, stride);
                    if (++row == last)
                    {
                        break;
                    }

                    a0 = Element<V, TOuter>(ref x, row, d0, ref line, 0);
                    a1 = Element<V, TOuter>(ref x, row, d1, ref line, width);
                    a2 = Element<V, TOuter>(ref x, row, d2, ref line, 2 * width);
                    a3 = Element<V, TOuter>(ref x, row, d3, ref line, 3 * width);
                    odd0 = V.FusedMultiplyAdd(a0, a0, odd0);
                    odd1 = V.FusedMultiplyAdd(a1, a1, odd1);
                    odd2 = V.FusedMultiplyAdd(a2, a2, odd2);
                    odd3 = V.FusedMultiplyAdd(a3, a3, odd3);
                    max = V.MaxMagnitudeBits(max, V.MaxMagnitudeBits(V.MaxMagnitudeBits(a0, a1), V.MaxMagnitudeBits(a2, a3)));
                    line = ref Unsafe.Add(ref line, stride);
                }

                AddTo(ref sums[0], even0 + odd0, column);
                AddTo(ref sums[0], even1 + odd1, column + width);
                AddTo(ref sums[0], even2 + odd2, column + (2 * width));
                AddTo(ref sums[0], even3 + odd3, column + (3 * width));
            }

            for (; column < stride; column += width)
            {
                V d = TOuter.IsOn ? V.Load(ref dz, column) : zero;
                V even = zero, odd = zero;
                ref float line = ref Unsafe.Add(ref values, (first * stride) + column);
                for (nuint row = first; row < last; row++)
                {
                    V a = Element<V, TOuter>(ref x, row, d, ref line, 0);
                    even = V.FusedMultiplyAdd(a, a, even);
                    max = V.MaxMagnitudeBits(max, a);
                    line = ref Unsafe.Add(ref line, stride);
                    if (++row == last)
                    {
                        break;
                    }

                    a = Element<V, TOuter>(ref x, row, d, ref line, 0);
                    odd = V.FusedMultiplyAdd(a, a, odd);
                    max = V.MaxMagnitudeBits(max, a);
                    line = ref Unsafe.Add(ref line, stride);
                }

                AddTo(ref sums[0], even + odd, column);
            }

            total += CanonicalLanes.Sum(ref sums[0]);
        }

        maxBits = LargestBits(max);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Element<V, TOuter>(ref float x, nuint row, V d, ref float line, nuint offset)
        where V : struct, ILanes<V>
        where TOuter : struct, ISwitch
    {
        if (!TOuter.IsOn)
        {
            return V.Load(ref line, offset);
        }

        V product = V.Create(Unsafe.Add(ref x, row)) * d;
        product.Store(ref line, offset);
        return product;
    }

    // Adds a register of floats to the lanes of its columns, in double.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddTo<V>(ref double sums, V values, nuint column)
        where V : struct, ILanes<V>
    {
        nuint lane = column % CanonicalLanes.Count;
        if (V.Count == Lanes512.Count)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Unsafe.BitCast<V, Vector512<float>>(values));
            (Vector512.LoadUnsafe(ref sums) + low).StoreUnsafe(ref sums);
            (Vector512.LoadUnsafe(ref sums, 8) + high).StoreUnsafe(ref sums, 8);
        }
        else if (V.Count == Lanes256.Count)
        {
            Flush<V, DoubleLanes256>(values, ref sums, lane);
        }
        else if (V.Count == Lanes128.Count)
        {
            Flush<V, DoubleLanes128>(values, ref sums, lane);
        }
        else
        {
            Flush<V, DoubleLanesScalar>(values, ref sums, lane);
        }
    }
}
