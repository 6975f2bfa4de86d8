using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// Changes the elements of a padded tensor in double precision and measures the result on the way, in 16 canonical lanes: the
/// same bits at every vector width. The elements come in finite; one that overflows on the way is counted.
/// </summary>
internal static class ClipKernels
{
    /// <summary>What happens to an element.</summary>
    internal interface IMap
    {
        D Map<D>(D value)
            where D : struct, IDoubleLanes<D>;
    }

    /// <summary>Multiplies all elements by a factor.</summary>
    public static TensorStatistics Scale(Span<float> tensor, double factor) => Apply(tensor, new Factor(factor));

    /// <summary>Moves all elements into [-limit, limit].</summary>
    public static TensorStatistics Clamp(Span<float> tensor, float limit) => Apply(tensor, new Limit(limit));

    /// <summary>Measures only.</summary>
    public static TensorStatistics Measure(Span<float> tensor) => Apply(tensor, default(Same));

    private static TensorStatistics Apply<TMap>(Span<float> tensor, TMap map)
        where TMap : struct, IMap
    {
        return DoubleLanes512.IsSupported ? Apply<DoubleLanes512, TMap>(tensor, map)
            : DoubleLanes256.IsSupported ? Apply<DoubleLanes256, TMap>(tensor, map)
            : DoubleLanes128.IsSupported ? Apply<DoubleLanes128, TMap>(tensor, map)
            : Apply<DoubleLanesScalar, TMap>(tensor, map);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TensorStatistics Apply<D, TMap>(Span<float> tensor, TMap map)
        where D : struct, IDoubleLanes<D>
        where TMap : struct, IMap
    {
        // The last row of 16 would be read and written beyond its end.
        ArgumentOutOfRangeException.ThrowIfNotEqual(tensor.Length % CanonicalLanes.Count, 0);
        ref float values = ref MemoryMarshal.GetReference(tensor);
        Lanes16<double> squares = default;
        Lanes16<double> largest = default;
        // Four accumulators hide the latency of the additions; narrow registers come by more than once for all 16 lanes.
        bool four = D.Count < 8;
        nuint width = (nuint)D.Count;
        for (nuint lane = 0; lane < CanonicalLanes.Count; lane += four ? 4 * width : 2 * width)
        {
            D sum0 = D.Create(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            D max0 = sum0, max1 = sum0, max2 = sum0, max3 = sum0;
            for (nuint i = lane; i < (nuint)tensor.Length; i += CanonicalLanes.Count)
            {
                D value0 = Change<D, TMap>(ref values, i, map);
                D value1 = Change<D, TMap>(ref values, i + width, map);
                (sum0, max0) = (sum0 + (value0 * value0), Max(D.Abs(value0), max0));
                (sum1, max1) = (sum1 + (value1 * value1), Max(D.Abs(value1), max1));
                if (four)
                {
                    D value2 = Change<D, TMap>(ref values, i + (2 * width), map);
                    D value3 = Change<D, TMap>(ref values, i + (3 * width), map);
                    (sum2, max2) = (sum2 + (value2 * value2), Max(D.Abs(value2), max2));
                    (sum3, max3) = (sum3 + (value3 * value3), Max(D.Abs(value3), max3));
                }
            }

            Keep(ref squares[0], lane, four, sum0, sum1, sum2, sum3);
            Keep(ref largest[0], lane, four, max0, max1, max2, max3);
        }

        double maxAbs = 0;
        foreach (double lane in (ReadOnlySpan<double>)largest)
        {
            maxAbs = Math.Max(maxAbs, lane);
        }

        return new TensorStatistics
        {
            SumOfSquares = CanonicalLanes.Sum(ref squares[0]),
            MaxAbs = (float)maxAbs,
            NonFinite = double.IsFinite(maxAbs) ? 0 : CountNonFinite(tensor),
        };
    }

    /// <summary>Changes some elements and returns them as they were stored, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D Change<D, TMap>(ref float values, nuint i, TMap map)
        where D : struct, IDoubleLanes<D>
        where TMap : struct, IMap
    {
        map.Map(D.Load(ref values, i)).Store(ref values, i);
        return D.Load(ref values, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D Max<D>(D a, D b)
        where D : struct, IDoubleLanes<D> => D.WhereGreater(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<D>(ref double lanes, nuint lane, bool four, D a0, D a1, D a2, D a3)
        where D : struct, IDoubleLanes<D>
    {
        nuint width = (nuint)D.Count;
        a0.Store(ref lanes, lane);
        a1.Store(ref lanes, lane + width);
        if (four)
        {
            a2.Store(ref lanes, lane + (2 * width));
            a3.Store(ref lanes, lane + (3 * width));
        }
    }

    private static int CountNonFinite(ReadOnlySpan<float> tensor)
    {
        int count = 0;
        foreach (float value in tensor)
        {
            count += float.IsFinite(value) ? 0 : 1;
        }

        return count;
    }

    private readonly struct Factor(double factor) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public D Map<D>(D value)
            where D : struct, IDoubleLanes<D> => value * D.Create(factor);
    }

    private readonly struct Limit(double limit) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public D Map<D>(D value)
            where D : struct, IDoubleLanes<D>
        {
            D high = D.Create(limit);
            D low = D.Create(-limit);
            value = D.WhereGreater(value, high, high, value);
            return D.WhereGreater(low, value, low, value);
        }
    }

    private readonly struct Same : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public D Map<D>(D value)
            where D : struct, IDoubleLanes<D> => value;
    }
}
