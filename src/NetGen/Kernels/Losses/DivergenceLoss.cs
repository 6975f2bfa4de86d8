using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>t·(ln t - y), 0 at t = 0 whatever number y is.</summary>
internal readonly struct DivergenceLoss : IElementwiseLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        V log = VectorMath.Log(t);
        gradient = -t;
        // The innermost log is NaN: t is negative or not a number.
        V atZero = V.WhereGreaterOrEqual(t, zero, V.WhereNumber(y, zero, y), log);
        return V.WhereGreater(t, zero, t * (log - y), atZero);
    }
}
