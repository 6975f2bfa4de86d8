using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

/// <summary>The transposition of a padded matrix.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TransposeKernel
{
    // 16 x 16 floats fill whole cache lines on both sides.
    private const int Block = 16;

    /// <summary>
    /// Writes row i of the destination as column i of the source, for all <paramref name="columns"/> columns, and zeros into the
    /// padding of those rows. Nothing else is written. The two do not overlap.
    /// </summary>
    /// <param name="source">The first element of [rows, columns]; whole rows of <paramref name="sourceStride"/> are readable.</param>
    /// <param name="rows">The rows of the source.</param>
    /// <param name="columns">The columns of the source.</param>
    /// <param name="sourceStride">The distance between rows of the source: a multiple of 16, at least <paramref name="columns"/>.</param>
    /// <param name="destination">The first element of [columns, rows].</param>
    /// <param name="destinationStride">The distance between rows of the destination: a multiple of 16, at least <paramref name="rows"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transpose(ref float source, int rows, int columns, int sourceStride, ref float destination, int destinationStride)
    {
        for (int row = 0; row < destinationStride; row += Block)
        {
            for (int column = 0; column < columns; column += Block)
            {
                if (row + Block > rows || column + Block > columns)
                {
                    TransposeEdge(ref source, rows, columns, sourceStride, ref destination, destinationStride, row, column);
                }
                else if (Avx.IsSupported)
                {
                    for (int part = 0; part < Block * 2; part += 8)
                    {
                        int r = row + (part & 8), c = column + ((part & 16) / 2);
                        Transpose8(
                            ref At(ref source, r, c, sourceStride), (nuint)sourceStride, ref At(ref destination, c, r, destinationStride), (nuint)destinationStride);
                    }
                }
                else if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
                {
                    for (int part = 0; part < Block * 4; part += 4)
                    {
                        int r = row + (part & 12), c = column + ((part & 48) / 4);
                        Transpose4(
                            ref At(ref source, r, c, sourceStride), (nuint)sourceStride, ref At(ref destination, c, r, destinationStride), (nuint)destinationStride);
                    }
                }
                else
                {
                    TransposeEdge(ref source, rows, columns, sourceStride, ref destination, destinationStride, row, column);
                }
            }
        }
    }

    private static void TransposeEdge(
        ref float source, int rows, int columns, int sourceStride, ref float destination, int destinationStride, int row, int column)
    {
        int lastColumn = Math.Min(column + Block, columns);
        for (int c = column; c < lastColumn; c++)
        {
            ref float line = ref At(ref destination, c, row, destinationStride);
            for (int r = 0; r < Block; r++)
            {
                Unsafe.Add(ref line, r) = row + r < rows ? At(ref source, row + r, c, sourceStride) : 0f;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8(ref float source, nuint sourceStride, ref float destination, nuint destinationStride)
    {
        // Halves of two rows in one register first, so that the two interleavings below stay within 128 bits.
        Vector256<float> a = Halves(ref source, 0, sourceStride, 0), b = Halves(ref source, 1, sourceStride, 0);
        Vector256<float> c = Halves(ref source, 2, sourceStride, 0), d = Halves(ref source, 3, sourceStride, 0);
        Interleave(a, b, c, d, ref destination, destinationStride);
        a = Halves(ref source, 0, sourceStride, 4);
        b = Halves(ref source, 1, sourceStride, 4);
        c = Halves(ref source, 2, sourceStride, 4);
        d = Halves(ref source, 3, sourceStride, 4);
        Interleave(a, b, c, d, ref Unsafe.Add(ref destination, 4 * destinationStride), destinationStride);
    }

    // Four columns of the rows r and r + 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(ref float source, nuint row, nuint stride, nuint column) => Vector256.Create(
        Vector128.LoadUnsafe(ref source, (row * stride) + column), Vector128.LoadUnsafe(ref source, ((row + 4) * stride) + column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(
        Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, ref float destination, nuint stride)
    {
        Vector256<double> ab0 = Avx.UnpackLow(a, b).AsDouble(), ab1 = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> cd0 = Avx.UnpackLow(c, d).AsDouble(), cd1 = Avx.UnpackHigh(c, d).AsDouble();
        Avx.UnpackLow(ab0, cd0).AsSingle().StoreUnsafe(ref destination);
        Avx.UnpackHigh(ab0, cd0).AsSingle().StoreUnsafe(ref destination, stride);
        Avx.UnpackLow(ab1, cd1).AsSingle().StoreUnsafe(ref destination, 2 * stride);
        Avx.UnpackHigh(ab1, cd1).AsSingle().StoreUnsafe(ref destination, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(ref float source, nuint sourceStride, ref float destination, nuint destinationStride)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source), b = Vector128.LoadUnsafe(ref source, sourceStride);
        Vector128<float> c = Vector128.LoadUnsafe(ref source, 2 * sourceStride), d = Vector128.LoadUnsafe(ref source, 3 * sourceStride);
        Vector128<float> ac0 = Low(a, c), ac1 = High(a, c), bd0 = Low(b, d), bd1 = High(b, d);
        Low(ac0, bd0).StoreUnsafe(ref destination);
        High(ac0, bd0).StoreUnsafe(ref destination, destinationStride);
        Low(ac1, bd1).StoreUnsafe(ref destination, 2 * destinationStride);
        High(ac1, bd1).StoreUnsafe(ref destination, 3 * destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float At(ref float first, int row, int column, int stride) =>
        ref Unsafe.Add(ref first, ((nint)row * stride) + column);
}
