using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>max(0, 1 - t·y)², with half its derivative: the factor 2 goes into the reduction.</summary>
internal readonly struct HalfGradientSquaredHinge : IElementwiseLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        V margin = V.FusedMultiplyAdd(-t, y, V.Create(1f));
        V violation = V.WhereGreater(zero, margin, zero, margin);
        gradient = -t * violation;
        return violation * violation;
    }
}
