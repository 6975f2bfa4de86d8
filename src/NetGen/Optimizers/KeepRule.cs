using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Changes nothing: what frozen parameters get, so that they are measured like the others.</summary>
internal readonly struct KeepRule : IUpdateRule
{
    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UpdateConstants<V> Constants<V>()
        where V : struct, ILanes<V> => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
        where V : struct, ILanes<V> => weight;
}
