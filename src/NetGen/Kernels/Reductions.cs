using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>Sums and maxima over whole tensors, in 16 canonical lanes: the same bits at every register width.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Reductions
{
    // The elements whose squares are summed in float before they go into doubles.
    internal const int RunLength = 256;

    /// <summary>
    /// Measures a padded tensor: the sum of the squares, the largest magnitude, the number of elements that are not finite.
    /// </summary>
    /// <remarks>
    /// Squares are added in float over 16 elements of a lane, then in double; the relative error of the sum is below 1e-6. Where
    /// the largest magnitude is above 1e17 or below 1e-15, so that a float square might overflow or vanish, all is computed
    /// again in double. With a NaN among the elements, the sum and the largest magnitude are NaN; with an infinity, infinite.
    /// </remarks>
    /// <param name="values">The first element.</param>
    /// <param name="length">The number of elements, padding included: a multiple of 16.</param>
    /// <param name="result">Receives what was measured.</param>
    public static void Measure(ref float values, int length, ref TensorStatistics result)
    {
        double squares;
        int maxBits;
        if (Lanes512.IsSupported)
        {
            squares = Measure<Lanes512, DoubleLanes512>(ref values, (nuint)length, out maxBits);
        }
        else if (Lanes256.IsSupported)
        {
            squares = Measure<Lanes256, DoubleLanes256>(ref values, (nuint)length, out maxBits);
        }
        else if (Lanes128.IsSupported)
        {
            squares = Measure<Lanes128, DoubleLanes128>(ref values, (nuint)length, out maxBits);
        }
        else
        {
            squares = Measure<LanesScalar, DoubleLanesScalar>(ref values, (nuint)length, out maxBits);
        }

        Complete(ref values, length, squares, maxBits, ref result);
    }

    /// <summary>The sum of the squares, each square and each addition in double; any length.</summary>
    internal static double SumOfSquares(ref float values, int length) => Dot(ref values, ref values, length);

    /// <summary>Σ aᵢ·bᵢ, each product and each addition in double; any length.</summary>
    internal static double Dot(ref float a, ref float b, int length) =>
        DoubleLanes512.IsSupported ? Dot<DoubleLanes512>(ref a, ref b, (nuint)length)
        : DoubleLanes256.IsSupported ? Dot<DoubleLanes256>(ref a, ref b, (nuint)length)
        : DoubleLanes128.IsSupported ? Dot<DoubleLanes128>(ref a, ref b, (nuint)length)
        : Dot<DoubleLanesScalar>(ref a, ref b, (nuint)length);

    // What the fast path found, or what to do where its floats do not suffice.
    internal static void Complete(ref float values, int length, double squares, int maxBits, ref TensorStatistics result)
    {
        const float largest = 1e17f, smallest = 1e-15f;
        if (maxBits >= FloatBits.Infinity)
        {
            CompleteNonFinite(ref values, length, maxBits, ref result);
            return;
        }

        float max = BitConverter.Int32BitsToSingle(maxBits);
        result.MaxAbs = max;
        result.NonFinite = 0;
        result.SumOfSquares = max > largest || (max < smallest && max > 0) ? SumOfSquares(ref values, length) : squares;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double Measure<V, D>(ref float values, nuint length, out int maxBits)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        // Four runs at a time keep the adders busy; each run goes into the double lanes by itself, in order.
        const nuint run = RunLength;
        if (typeof(V) == typeof(Lanes512) && length <= run)
        {
            return MeasureRun(ref values, length, out maxBits);
        }

        Lanes16<double> sums = default;
        V max = V.Create(0f);
        nuint i = 0;
        for (; i + (4 * run) <= length; i += 4 * run)
        {
            for (nuint lane = 0; lane < CanonicalLanes.Count; lane += (nuint)V.Count)
            {
                V sum0 = V.Create(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0;
                V max1 = sum0;
                for (nuint j = i + lane; j < i + run; j += CanonicalLanes.Count)
                {
                    V a = V.Load(ref values, j);
                    V b = V.Load(ref values, j + run);
                    V c = V.Load(ref values, j + (2 * run));
                    V d = V.Load(ref values, j + (3 * run));
                    sum0 = V.FusedMultiplyAdd(a, a, sum0);
                    sum1 = V.FusedMultiplyAdd(b, b, sum1);
                    sum2 = V.FusedMultiplyAdd(c, c, sum2);
                    sum3 = V.FusedMultiplyAdd(d, d, sum3);
                    max = V.MaxMagnitudeBits(V.MaxMagnitudeBits(max, a), b);
                    max1 = V.MaxMagnitudeBits(V.MaxMagnitudeBits(max1, c), d);
                }

                max = V.MaxMagnitudeBits(max, max1);
                Flush<V, D>(sum0, ref sums[0], lane);
                Flush<V, D>(sum1, ref sums[0], lane);
                Flush<V, D>(sum2, ref sums[0], lane);
                Flush<V, D>(sum3, ref sums[0], lane);
            }
        }

        for (; i < length; i += run)
        {
            nuint end = nuint.Min(length, i + run);
            for (nuint lane = 0; lane < CanonicalLanes.Count; lane += (nuint)V.Count)
            {
                V sum = V.Create(0f);
                for (nuint j = i + lane; j < end; j += CanonicalLanes.Count)
                {
                    V a = V.Load(ref values, j);
                    sum = V.FusedMultiplyAdd(a, a, sum);
                    max = V.MaxMagnitudeBits(max, a);
                }

                Flush<V, D>(sum, ref sums[0], lane);
            }
        }

        maxBits = LargestBits(max);
        return CanonicalLanes.Sum(ref sums[0]);
    }

    // A single run needs no doubles in memory: they would start at zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double MeasureRun(ref float values, nuint length, out int maxBits)
    {
        Lanes512 sum = Lanes512.Create(0f), max = sum;
        for (nuint i = 0; i < length; i += CanonicalLanes.Count)
        {
            Lanes512 a = Lanes512.Load(ref values, i);
            sum = Lanes512.FusedMultiplyAdd(a, a, sum);
            max = Lanes512.MaxMagnitudeBits(max, a);
        }

        maxBits = LargestBits(max);
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Unsafe.BitCast<Lanes512, Vector512<float>>(sum));
        return CanonicalLanes.Sum(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double Dot<D>(ref float a, ref float b, nuint length)
        where D : struct, IDoubleLanes<D>
    {
        Lanes16<double> sums = default;
        nuint padded = length & ~(nuint)(CanonicalLanes.Count - 1);
        for (nuint lane = 0; lane < CanonicalLanes.Count; lane += 2 * (nuint)D.Count)
        {
            nuint second = lane + (nuint)D.Count;
            D sum0 = D.Create(0), sum1 = sum0;
            for (nuint j = 0; j < padded; j += CanonicalLanes.Count)
            {
                sum0 += D.Load(ref a, j + lane) * D.Load(ref b, j + lane);
                sum1 += D.Load(ref a, j + second) * D.Load(ref b, j + second);
            }

            sum0.Store(ref sums[0], lane);
            sum1.Store(ref sums[0], second);
        }

        for (nuint j = padded; j < length; j++)
        {
            sums[(int)(j - padded)] += (double)Unsafe.Add(ref a, j) * Unsafe.Add(ref b, j);
        }

        return CanonicalLanes.Sum(ref sums[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Flush<V, D>(V sum, ref double sums, nuint lane)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        if (typeof(V) == typeof(Lanes512))
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Unsafe.BitCast<V, Vector512<float>>(sum));
            (Vector512.LoadUnsafe(ref sums) + low).StoreUnsafe(ref sums);
            (Vector512.LoadUnsafe(ref sums, 8) + high).StoreUnsafe(ref sums, 8);
            return;
        }

        Unsafe.SkipInit(out Lanes16<float> floats);
        sum.Store(ref floats[0], 0);
        for (nuint part = 0; part < (nuint)V.Count; part += (nuint)D.Count)
        {
            (D.Load(ref sums, lane + part) + D.Load(ref floats[0], part)).Store(ref sums, lane + part);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LargestBits<V>(V max)
        where V : struct, ILanes<V>
    {
        if (typeof(V) == typeof(Lanes512))
        {
            Vector512<int> all = Unsafe.BitCast<V, Vector512<int>>(max);
            Vector256<int> eight = Vector256.Max(all.GetLower(), all.GetUpper());
            Vector128<int> four = Vector128.Max(eight.GetLower(), eight.GetUpper());
            four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
            return Math.Max(four.ToScalar(), four.GetElement(1));
        }

        Lanes16<float> lanes = default;
        max.Store(ref lanes[0], 0);
        int bits = 0;
        for (int i = 0; i < V.Count; i++)
        {
            bits = Math.Max(bits, BitConverter.SingleToInt32Bits(lanes[i]));
        }

        return bits;
    }

    private static void CompleteNonFinite(ref float values, int length, int maxBits, ref TensorStatistics result)
    {
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            count += float.IsFinite(Unsafe.Add(ref values, i)) ? 0 : 1;
        }

        result.NonFinite = count;
        result.MaxAbs = maxBits == FloatBits.Infinity ? float.PositiveInfinity : float.NaN;
        result.SumOfSquares = result.MaxAbs;
    }
}
