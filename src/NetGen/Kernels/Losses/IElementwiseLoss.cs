using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>A loss that is a sum over the outputs, written once for all register widths.</summary>
internal interface IElementwiseLoss
{
    /// <summary>
    /// Whether <see cref="Prepare"/> is used. A loss of two transcendental functions needs it: the JIT inlines one of them
    /// into a loop, but gives up on two and calls every operation.
    /// </summary>
    static virtual bool IsPrepared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>A part of the loss that is computed beforehand, in a loop of its own.</summary>
    static virtual V Prepare<V>(V y, V t)
        where V : struct, ILanes<V> => y;

    /// <summary>The loss of outputs <paramref name="y"/> with targets <paramref name="t"/>, and its derivative with respect to y.</summary>
    V Evaluate<V>(V y, V t, V prepared, out V gradient)
        where V : struct, ILanes<V>;
}
