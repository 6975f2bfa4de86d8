using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>ln cosh(y - t).</summary>
internal readonly struct LogCoshLoss : IElementwiseLoss
{
    public static bool IsPrepared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <summary>exp(-|y - t|) - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Prepare<V>(V y, V t)
        where V : struct, ILanes<V> => VectorMath.ExpMinusOne(-V.Abs(y - t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V d = y - t;
        V size = V.Abs(d);
        V one = V.Create(1f);
        V two = V.Create(2f);

        // m = exp(-|d|) - 1. Up to 1, ln cosh d = ln(1 + (cosh d - 1)) with cosh d - 1 = m²/(2(1 + m)), because
        // |d| + softplus(-2|d|) - ln 2 cancels near 0; above, the latter, because exp(-|d|) may be 0.
        V m = prepared;
        V e = one + m;
        V far = e * e;
        V near = m * m / (two * e);
        V argument = V.WhereGreater(size, one, far, near);
        V offset = V.WhereGreater(size, one, size - V.Create(0.69314718f), V.Create(0f));

        // tanh |d| = (1 - exp(-2|d|))/(1 + exp(-2|d|)), with exp(-2|d|) - 1 = m·(m + 2).
        V s = m * (m + two);
        gradient = V.CopySign(-s / (two + s), d);
        return offset + VectorMath.LogOnePlus(argument);
    }
}
