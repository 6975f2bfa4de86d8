namespace NetGen.Kernels;

/// <summary>A loss that is a sum over the outputs, written once for all register widths.</summary>
internal interface IElementwiseLoss
{
    /// <summary>The loss of outputs <paramref name="y"/> with targets <paramref name="t"/>, and its derivative with respect to y.</summary>
    V Evaluate<V>(V y, V t, out V gradient)
        where V : struct, ILanes<V>;
}
