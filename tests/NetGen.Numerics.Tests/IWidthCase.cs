using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>A kernel that can be run at any register width.</summary>
internal interface IWidthCase
{
    /// <summary>All numbers that the kernel writes, padding included, and sums as floats of their halves.</summary>
    float[] Run<V, D>(int rows, int columns)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>;
}
