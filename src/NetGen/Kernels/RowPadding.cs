using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>The padding of rows.</summary>
internal static class RowPadding
{
    /// <summary>Writes zero to columns..stride - 1 of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Clear(ref float row, int columns, int stride)
    {
        if (columns < stride)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref row, columns), stride - columns).Clear();
        }
    }

    /// <summary>Kernels access memory by reference: a stride that does not hold a row would write over other buffers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stride is less than the columns or not a multiple of 16.</exception>
    internal static void CheckStride(int columns, int stride)
    {
        if (stride < columns || stride % CanonicalLanes.Count != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(stride), stride, $"The stride is {stride}; it must be a multiple of 16 and hold a row of {columns}.");
        }
    }
}
