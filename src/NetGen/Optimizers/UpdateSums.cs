using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The sums of one tensor's update, lane by lane: lane i belongs to the elements whose index modulo 16 is i, whatever the
/// register width. A pass over a block leaves its sums here as floats; <see cref="Flush"/> adds them to doubles.
/// </summary>
internal struct UpdateSums
{
    private Lanes16<float> _changes;
    private Lanes16<float> _weights;
    private Lanes16<float> _magnitudes;
    private Lanes16<float> _largest;
    private Lanes16<double> _changeSums;
    private Lanes16<double> _weightSums;
    private double _exactChanges;
    private double _exactWeights;

    /// <summary>The block's sums of squared changes.</summary>
    [UnscopedRef]
    public ref float Changes => ref _changes[0];

    /// <summary>The block's sums of squared weights.</summary>
    [UnscopedRef]
    public ref float Weights => ref _weights[0];

    /// <summary>The block's largest magnitudes.</summary>
    [UnscopedRef]
    public ref float Magnitudes => ref _magnitudes[0];

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
    /// <param name="previous">The block's weights before the update.</param>
    /// <param name="weights">The block's weights after the update.</param>
    /// <param name="count">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Flush(ref float previous, ref float weights, nuint count)
    {
        if (IsFinite(ref _changes[0]) && IsFinite(ref _weights[0]))
        {
            Add(ref _changeSums[0], ref _changes[0]);
            Add(ref _weightSums[0], ref _weights[0]);
        }
        else
        {
            AddInDouble(ref previous, ref weights, count);
        }

        for (nuint i = 0; i < 16; i += 4)
        {
            Vector128<int> a = Vector128.LoadUnsafe(ref _largest[0], i).AsInt32();
            Vector128<int> b = Vector128.LoadUnsafe(ref _magnitudes[0], i).AsInt32();
            Vector128.Max(a, b).AsSingle().StoreUnsafe(ref _largest[0], i);
        }
    }

    /// <summary>
    /// What clearing, flushing and <see cref="Total"/> give for a tensor of a single block, without the way
    /// through the doubles in memory: of small tensors the sums would cost more than the update.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TotalOfBlock(ref float previous, ref float weights, int count, out UpdateStatistics statistics)
    {
        if (!Vector512.IsHardwareAccelerated || !IsFinite(ref _changes[0]) || !IsFinite(ref _weights[0]))
        {
            Clear();
            Flush(ref previous, ref weights, (nuint)count);
            Total(out statistics);
            return;
        }

        Vector512<int> magnitudes = Vector512.LoadUnsafe(ref _magnitudes[0]).AsInt32();
        Vector256<int> eight = Vector256.Max(magnitudes.GetLower(), magnitudes.GetUpper());
        Vector128<int> four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        statistics = new UpdateStatistics
        {
            UpdateSquares = Sum(Vector512.LoadUnsafe(ref _changes[0])),
            WeightSquares = Sum(Vector512.LoadUnsafe(ref _weights[0])),
            MaxAbs = BitConverter.Int32BitsToSingle(Math.Max(four.ToScalar(), four.GetElement(1))),
        };
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
        Vector512<double> eight = low + high;
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Pair(ref double lanes, nuint i) =>
        Vector128.LoadUnsafe(ref lanes, i) + Vector128.LoadUnsafe(ref lanes, i + 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Magnitude(nuint lane) => Vector128.LoadUnsafe(ref _largest[0], lane).AsInt32();

    // For blocks with values beyond 1e18, whose squares leave the range of float.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddInDouble(ref float previous, ref float weights, nuint count)
    {
        double changes = 0;
        double squares = 0;
        for (nuint i = 0; i < count; i++)
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
