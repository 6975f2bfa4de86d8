using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>softplus(z) - t·z: the binary cross-entropy of logits z.</summary>
internal readonly struct LogisticLoss : IElementwiseLoss
{
    public static bool IsPrepared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <summary>exp(-|z|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Prepare<V>(V y, V t)
        where V : struct, ILanes<V> => VectorMath.Exp(-V.Abs(y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        V one = V.Create(1f);

        // With e = exp(-|z|): the loss is (1 - t)·z + ln(1 + e) above zero and -t·z + ln(1 + e) below; its derivative
        // (1 - t) - e/(1 + e) and e/(1 + e) - t. Neither overflows, nor cancels where the prediction is right.
        V e = prepared;
        V s = e / (one + e);
        V rest = one - t;
        gradient = V.WhereGreater(y, zero, rest - s, s - t);
        return (V.WhereGreater(y, zero, rest, -t) * y) + VectorMath.LogOnePlus(e);
    }
}
