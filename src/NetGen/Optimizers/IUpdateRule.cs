using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// An element-wise update rule, written once for every register width. Constants of the step are fields of the struct. With
/// zero weight and gradient and states as they follow from them, the result must be zero: padding stays padding.
/// </summary>
internal interface IUpdateRule
{
    /// <summary>How many of the states the rule uses, 0..4; the others are not touched.</summary>
    static abstract int StateCount { get; }

    /// <summary>The constants in the order in which <see cref="Apply"/> takes them.</summary>
    UpdateConstants<V> Constants<V>()
        where V : struct, ILanes<V>;

    /// <summary>Returns the new weight and replaces the states.</summary>
    static abstract V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
        where V : struct, ILanes<V>;
}
