using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>Copies between the caller's memory and padded buffers, called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CopyKernels
{
    /// <summary>
    /// Copies [rows, columns] between matrices with rows that far apart. What lies between the rows of the destination, its
    /// padding, is left as it is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows(ref float source, int sourceStride, ref float destination, int destinationStride, int rows, int columns)
    {
        if (sourceStride == columns && destinationStride == columns)
        {
            columns = checked(rows * columns);
            rows = 1;
        }

        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> from = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, (nint)row * sourceStride), columns);
            from.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, (nint)row * destinationStride), columns));
        }
    }
}
