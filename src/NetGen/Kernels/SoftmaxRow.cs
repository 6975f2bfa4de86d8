using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The parts of a softmax over one padded row. Every sum goes through 16 canonical lanes; the outer loop is over the
/// registers that make up the lanes, so that each accumulator stays in a register.
/// </summary>
internal static class SoftmaxRow
{
    /// <summary>The largest of a row. NaN is ignored here: it comes back through the exponentials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static float Max<V>(ref readonly float x, int columns)
        where V : struct, ILanes<V>
    {
        Lanes16<float> lanes = default;
        V lowest = V.Create(float.NegativeInfinity);
        for (int lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
        {
            V max = lowest;
            for (int column = lane; column < columns; column += CanonicalLanes.Count)
            {
                V value = LaneMask.Keep(V.Load(in x, (nuint)column), columns - column, lowest);
                max = V.WhereGreater(value, max, value, max);
            }

            max.Store(ref lanes[0], (nuint)lane);
        }

        return CanonicalLanes.Max(in lanes[0]);
    }

    /// <summary>y = exp(x - max), zero in the padding; returns the sum. x and y may be the same row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static float ExpSum<V>(ref readonly float x, float max, ref float y, int columns, int stride)
        where V : struct, ILanes<V>
    {
        Lanes16<float> lanes = default;
        V shift = V.Create(max);
        for (int lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
        {
            V sum = V.Create(0f);
            for (int column = lane; column < stride; column += CanonicalLanes.Count)
            {
                V e = V.Create(0f);
                if (column < columns)
                {
                    e = LaneMask.Keep(VectorMath.Exp(V.Load(in x, (nuint)column) - shift), columns - column);
                    sum += e;
                }

                e.Store(ref y, (nuint)column);
            }

            sum.Store(ref lanes[0], (nuint)lane);
        }

        return CanonicalLanes.Sum(in lanes[0]);
    }

    /// <summary>Σ exp(x - max), without keeping the exponentials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static float ExpSum<V>(ref readonly float x, float max, int columns)
        where V : struct, ILanes<V>
    {
        Lanes16<float> lanes = default;
        V shift = V.Create(max);
        for (int lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
        {
            V sum = V.Create(0f);
            for (int column = lane; column < columns; column += CanonicalLanes.Count)
            {
                sum += LaneMask.Keep(VectorMath.Exp(V.Load(in x, (nuint)column) - shift), columns - column);
            }

            sum.Store(ref lanes[0], (nuint)lane);
        }

        return CanonicalLanes.Sum(in lanes[0]);
    }

    /// <summary>Σ a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static float Sum<V>(ref readonly float a, int columns)
        where V : struct, ILanes<V>
    {
        Lanes16<float> lanes = default;
        for (int lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
        {
            V sum = V.Create(0f);
            for (int column = lane; column < columns; column += CanonicalLanes.Count)
            {
                sum += LaneMask.Keep(V.Load(in a, (nuint)column), columns - column);
            }

            sum.Store(ref lanes[0], (nuint)lane);
        }

        return CanonicalLanes.Sum(in lanes[0]);
    }

    /// <summary>Σ a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static float Dot<V>(ref readonly float a, ref readonly float b, int columns)
        where V : struct, ILanes<V>
    {
        Lanes16<float> lanes = default;
        for (int lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
        {
            V sum = V.Create(0f);
            for (int column = lane; column < columns; column += CanonicalLanes.Count)
            {
                V term = LaneMask.Keep(V.Load(in a, (nuint)column), columns - column);
                sum = V.FusedMultiplyAdd(term, LaneMask.Keep(V.Load(in b, (nuint)column), columns - column), sum);
            }

            sum.Store(ref lanes[0], (nuint)lane);
        }

        return CanonicalLanes.Sum(in lanes[0]);
    }
}
