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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TensorStatistics Apply<D, TMap>(Span<float> tensor, TMap map)
        where D : struct, IDoubleLanes<D>
        where TMap : struct, IMap
    {
        // The last row of 16 would be read and written beyond its end.
        ArgumentOutOfRangeException.ThrowIfNotEqual(tensor.Length % CanonicalLanes.Count, 0);
        ref float values = ref MemoryMarshal.GetReference(tensor);
        Lanes16<double> squares = default;
        Lanes16<double> largest = default;
        for (nuint i = 0; i < (nuint)tensor.Length; i += CanonicalLanes.Count)
        {
            for (nuint lane = 0; lane < CanonicalLanes.Count; lane += (nuint)D.Count)
            {
                map.Map(D.Load(ref values, i + lane)).Store(ref values, i + lane);
                // What is measured is what was stored, rounded.
                D value = D.Load(ref values, i + lane);
                D magnitude = D.Abs(value);
                D max = D.Load(ref largest[0], lane);
                (D.Load(ref squares[0], lane) + (value * value)).Store(ref squares[0], lane);
                D.WhereGreater(magnitude, max, magnitude, max).Store(ref largest[0], lane);
            }
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
