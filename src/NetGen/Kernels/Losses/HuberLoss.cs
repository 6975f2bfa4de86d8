using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>(y - t)²/2 where |y - t| ≤ delta, delta·(|y - t| - delta/2) elsewhere.</summary>
internal readonly struct HuberLoss(float delta) : IElementwiseLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V d = y - t;
        V size = V.Abs(d);
        V limit = V.Create(delta);
        V half = V.Create(0.5f);
        gradient = V.WhereGreater(size, limit, V.CopySign(limit, d), d);
        return V.WhereGreater(size, limit, limit * (size - (half * limit)), half * d * d);
    }
}
