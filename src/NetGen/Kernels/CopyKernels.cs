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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    /// <summary>As <see cref="CopyRows"/>, and writes the padding of the destination's rows as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void CopyPadded(ref float source, int sourceStride, ref float destination, int destinationStride, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> from = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, (nint)row * sourceStride), columns);
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, (nint)row * destinationStride), destinationStride);
            from.CopyTo(to);
            to[columns..].Clear();
        }
    }

    /// <summary>Copies floats that lie together.</summary>
    public static void Copy(ref float source, ref float destination, int floats) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, floats).CopyTo(MemoryMarshal.CreateSpan(ref destination, floats));

    /// <summary>
    /// Copies samples of <paramref name="size"/> values between rows of different lengths, in the order of their values. The
    /// padding of the destination is written as zero.
    /// </summary>
    /// <param name="source">Rows of <paramref name="sourceColumns"/> values.</param>
    /// <param name="sourceColumns">The values of a row; divides the size.</param>
    /// <param name="sourceStride">The distance between rows.</param>
    /// <param name="destination">Rows of <paramref name="destinationColumns"/> values.</param>
    /// <param name="destinationColumns">The values of a row; divides the size.</param>
    /// <param name="destinationStride">The distance between rows.</param>
    /// <param name="rows">The samples.</param>
    /// <param name="size">The values of a sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Reshape(
        ref float source, int sourceColumns, int sourceStride, ref float destination, int destinationColumns, int destinationStride, int rows, int size)
    {
        long values = (long)rows * size;
        int column = 0;
        int remaining = 0;
        ref float from = ref source;
        nint sourceRow = 0;
        nint destinationRow = 0;
        while (values > 0)
        {
            if (remaining == 0)
            {
                from = ref Unsafe.Add(ref source, sourceRow);
                remaining = sourceColumns;
                sourceRow += sourceStride;
            }

            int count = Math.Min(remaining, destinationColumns - column);
            ref float to = ref Unsafe.Add(ref destination, destinationRow + column);
            MemoryMarshal.CreateReadOnlySpan(ref from, count).CopyTo(MemoryMarshal.CreateSpan(ref to, count));
            from = ref Unsafe.Add(ref from, count);
            remaining -= count;
            values -= count;
            column += count;
            if (column == destinationColumns)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, count), destinationStride - destinationColumns).Clear();
                destinationRow += destinationStride;
                column = 0;
            }
        }
    }
}
