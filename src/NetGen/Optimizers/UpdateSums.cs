using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The sums of one tensor's update, lane by lane: lane i belongs to the elements whose index modulo 16 is i, whatever the
/// register width. A pass over a block leaves three times 16 floats: its squared changes, its squared weights, its largest magnitudes.
/// <see cref="Flush"/> adds them to doubles.
/// </summary>
internal struct UpdateSums
{
    /// <summary>The tensors whose sums lie one behind the other.</summary>
    public const int MostTensors = 16;

    /// <summary>The floats of one block's or tensor's sums.</summary>
    public const int Length = 3 * CanonicalLanes.Count;

    private Lanes16<float> _largest;
    private Lanes16<double> _changeSums;
    private Lanes16<double> _weightSums;
    private double _exactChanges;
    private double _exactWeights;

    /// <summary>Starts a tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear()
    {
        Clear(ref Unsafe.As<double, float>(ref _changeSums[0]), 32);
        Clear(ref Unsafe.As<double, float>(ref _weightSums[0]), 32);
        Clear(ref _largest[0], 16);
        _exactChanges = 0;
        _exactWeights = 0;
    }

    /// <summary>Adds the block to the tensor.</summary>
    /// <param name="sums">The block's sums.</param>
    /// <param name="previous">The block's weights before the update.</param>
    /// <param name="weights">The block's weights after the update.</param>
    /// <param name="count">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Flush(ref float sums, ref float previous, ref float weights, int count)
    {
        ref float squares = ref Unsafe.Add(ref sums, CanonicalLanes.Count);
        ref float magnitudes = ref Unsafe.Add(ref squares, CanonicalLanes.Count);
        if (IsFinite(ref sums) && IsFinite(ref squares))
        {
            Add(ref _changeSums[0], ref sums);
            Add(ref _weightSums[0], ref squares);
        }
        else
        {
            AddInDouble(ref previous, ref weights, count);
        }

        for (nuint i = 0; i < 16; i += 4)
        {
            Vector128<int> a = Vector128.LoadUnsafe(ref _largest[0], i).AsInt32();
            Vector128<int> b = Vector128.LoadUnsafe(ref magnitudes, i).AsInt32();
            Vector128.Max(a, b).AsSingle().StoreUnsafe(ref _largest[0], i);
        }
    }

    /// <summary>
    /// What clearing, flushing and <see cref="Total"/> give for tensors of a single block each, without the way through the doubles in
    /// memory: of small tensors the sums would cost more than the update.
    /// </summary>
    /// <param name="sums">The sums of the first tensor; those of the others follow.</param>
    /// <param name="previous">The weights before the update, tensor after tensor.</param>
    /// <param name="weights">The buffer with the weights after the update.</param>
    /// <param name="tensors">Where they lie.</param>
    /// <param name="statistics">Receives the totals.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TotalOfTensors(
        ref float sums, ref float previous, ref float weights, ReadOnlySpan<UpdateSegment> tensors, Span<UpdateStatistics> statistics)
    {
        foreach (ref readonly UpdateSegment tensor in tensors)
        {
            ref UpdateStatistics result = ref statistics[tensor.Index];
            if (Vector512.IsHardwareAccelerated && IsFinite(ref sums) && IsFinite(ref Unsafe.Add(ref sums, CanonicalLanes.Count)))
            {
                Vector512<int> magnitudes = Vector512.LoadUnsafe(ref sums, 2 * CanonicalLanes.Count).AsInt32();
                Vector256<int> eight = Vector256.Max(magnitudes.GetLower(), magnitudes.GetUpper());
                Vector128<int> four = Vector128.Max(eight.GetLower(), eight.GetUpper());
                four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
                result.UpdateSquares = Sum(Vector512.LoadUnsafe(ref sums));
                result.WeightSquares = Sum(Vector512.LoadUnsafe(ref sums, CanonicalLanes.Count));
                result.MaxAbs = BitConverter.Int32BitsToSingle(Math.Max(four.ToScalar(), four.GetElement(1)));
            }
            else
            {
                TotalOfTensor(ref sums, ref previous, ref Unsafe.Add(ref weights, tensor.Offset), tensor.Length, out result);
            }

            previous = ref Unsafe.Add(ref previous, tensor.Length);
            sums = ref Unsafe.Add(ref sums, Length);
        }
    }

    /// <summary>Adds up the lanes in the order of <see cref="CanonicalLanes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Total(out UpdateStatistics statistics)
    {
        Vector128<int> largest = Vector128.Max(
            Vector128.Max(Magnitude(0), Magnitude(4)), Vector128.Max(Magnitude(8), Magnitude(12)));
        largest = Vector128.Max(largest, Vector128.Shuffle(largest, Vector128.Create(2, 3, 0, 1)));
        statistics = new UpdateStatistics
        {
            UpdateSquares = Sum(ref _changeSums[0]) + _exactChanges,
            WeightSquares = Sum(ref _weightSums[0]) + _exactWeights,
            MaxAbs = BitConverter.Int32BitsToSingle(Math.Max(largest.ToScalar(), largest.GetElement(1))),
        };
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TotalOfTensor(ref float block, ref float previous, ref float weights, int count, out UpdateStatistics statistics)
    {
        Unsafe.SkipInit(out UpdateSums sums);
        sums.Clear();
        sums.Flush(ref block, ref previous, ref weights, count);
        sums.Total(out statistics);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(ref float values, nuint count)
    {
        for (nuint i = 0; i < count; i += 16)
        {
            Vector512<float>.Zero.StoreUnsafe(ref values, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFinite(ref float sums)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.LessThanAll(Vector512.LoadUnsafe(ref sums), Vector512.Create(float.PositiveInfinity));
        }

        Vector128<float> infinity = Vector128.Create(float.PositiveInfinity);
        return Vector128.LessThanAll(Vector128.LoadUnsafe(ref sums), infinity)
            && Vector128.LessThanAll(Vector128.LoadUnsafe(ref sums, 4), infinity)
            && Vector128.LessThanAll(Vector128.LoadUnsafe(ref sums, 8), infinity)
            && Vector128.LessThanAll(Vector128.LoadUnsafe(ref sums, 12), infinity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref double sums, ref float values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.LoadUnsafe(ref values));
            (Vector512.LoadUnsafe(ref sums) + low).StoreUnsafe(ref sums);
            (Vector512.LoadUnsafe(ref sums, 8) + high).StoreUnsafe(ref sums, 8);
            return;
        }

        for (nuint i = 0; i < 16; i += 4)
        {
            (Vector128<double> low, Vector128<double> high) = Vector128.Widen(Vector128.LoadUnsafe(ref values, i));
            (Vector128.LoadUnsafe(ref sums, i) + low).StoreUnsafe(ref sums, i);
            (Vector128.LoadUnsafe(ref sums, i + 2) + high).StoreUnsafe(ref sums, i + 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(ref double lanes)
    {
        Vector128<double> even = Pair(ref lanes, 0) + Pair(ref lanes, 4);
        Vector128<double> odd = Pair(ref lanes, 2) + Pair(ref lanes, 6);
        Vector128<double> sum = even + odd;
        return sum.ToScalar() + sum.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(Vector512<float> lanes)
    {
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(lanes);
        return CanonicalLanes.Sum(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Pair(ref double lanes, nuint i) =>
        Vector128.LoadUnsafe(ref lanes, i) + Vector128.LoadUnsafe(ref lanes, i + 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Magnitude(nuint lane) => Vector128.LoadUnsafe(ref _largest[0], lane).AsInt32();

    // For blocks with values beyond 1e18, whose squares leave the range of float.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddInDouble(ref float previous, ref float weights, int count)
    {
        double changes = 0;
        double squares = 0;
        for (nint i = 0; i < count; i++)
        {
            double weight = Unsafe.Add(ref weights, i);
            double change = weight - Unsafe.Add(ref previous, i);
            changes += change * change;
            squares += weight * weight;
        }

        _exactChanges += changes;
        _exactWeights += squares;
    }
}
