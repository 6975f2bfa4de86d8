using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>max(0, 1 - t·y), with derivative 0 at the kink.</summary>
internal readonly struct HingeLoss : IElementwiseLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        V margin = V.FusedMultiplyAdd(-t, y, V.Create(1f));
        gradient = V.WhereNumber(margin, V.WhereGreater(margin, zero, -t, zero), margin);
        return V.WhereGreater(zero, margin, zero, margin);
    }
}
