using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>|y - t|, with derivative 0 at y = t.</summary>
internal readonly struct AbsoluteError : IElementwiseLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V d = y - t;
        V zero = V.Create(0f);
        V one = V.Create(1f);
        // The innermost d is 0 or NaN.
        gradient = V.WhereGreater(d, zero, one, V.WhereGreater(zero, d, -one, d));
        return V.Abs(d);
    }
}
