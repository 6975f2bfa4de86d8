using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>(y - t)², with half its derivative: the factor 2 goes into the reduction, where it cannot overflow.</summary>
internal readonly struct HalfGradientSquaredError : IElementwiseLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        gradient = y - t;
        return gradient * gradient;
    }
}
