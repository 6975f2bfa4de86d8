using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>exp(y) - t·y: the negative log-likelihood of a count t at rate exp(y), but for what does not depend on y.</summary>
internal readonly struct PoissonLoss : IElementwiseLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V rate = VectorMath.Exp(y);
        gradient = rate - t;
        return V.FusedMultiplyAdd(-t, y, rate);
    }
}
