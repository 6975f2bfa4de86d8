using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Signs, lane by lane.</summary>
internal static class LaneSigns
{
    /// <summary>−1, 0 or 1; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V>(V value)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        return V.WhereGreater(value, zero, V.Create(1f), V.WhereGreater(zero, value, V.Create(-1f), value));
    }
}
