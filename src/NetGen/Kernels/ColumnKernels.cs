using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Sums down the columns of a padded matrix, in double, so that squares neither overflow nor vanish. A unit's weights are its
/// column. Lanes are columns and rows ascend: no horizontal sum, so every width gives the same bits.
/// </summary>
internal static class ColumnKernels
{
    /// <summary>
    /// The columns taken at a time: four cache lines of a row, whose accumulators stay in the first-level cache. Rows are
    /// walked in the outer loop, because a column alone would touch a new line at each step.
    /// </summary>
    internal const int Block = 64;

    /// <summary>squares[j] = Σᵢ a[i, j]² for <paramref name="width"/> columns, a multiple of 16 up to <see cref="Block"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void SumSquares<D>(ref readonly float a, int rows, int stride, int width, ref double squares)
        where D : struct, IDoubleLanes<D>
    {
        for (int j = 0; j < width; j += D.Count)
        {
            D.Create(0).Store(ref squares, (nuint)j);
        }

        for (int row = 0; row < rows; row++)
        {
            ref float line = ref Unsafe.Add(ref Unsafe.AsRef(in a), (nint)row * stride);
            for (int j = 0; j < width; j += D.Count)
            {
                D value = D.Load(in line, (nuint)j);
                (D.Load(ref squares, (nuint)j) + (value * value)).Store(ref squares, (nuint)j);
            }
        }
    }

    /// <summary>products[j] = Σᵢ a[i, j]·b[i, j]; as <see cref="SumSquares"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void SumProducts<D>(ref readonly float a, ref readonly float b, int rows, int stride, int width, ref double products)
        where D : struct, IDoubleLanes<D>
    {
        for (int j = 0; j < width; j += D.Count)
        {
            D.Create(0).Store(ref products, (nuint)j);
        }

        for (int row = 0; row < rows; row++)
        {
            ref float lineA = ref Unsafe.Add(ref Unsafe.AsRef(in a), (nint)row * stride);
            ref float lineB = ref Unsafe.Add(ref Unsafe.AsRef(in b), (nint)row * stride);
            for (int j = 0; j < width; j += D.Count)
            {
                // The product of two floats is exact in double: this is a fused multiply-add.
                D product = D.Load(in lineA, (nuint)j) * D.Load(in lineB, (nuint)j);
                (D.Load(ref products, (nuint)j) + product).Store(ref products, (nuint)j);
            }
        }
    }

    /// <summary>result[i, j] = a[i, j]·factors[j], computed in double and rounded once. Result may be a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Scale<D>(ref readonly float a, ref float result, int rows, int stride, int width, ref readonly double factors)
        where D : struct, IDoubleLanes<D>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float source = ref Unsafe.Add(ref Unsafe.AsRef(in a), (nint)row * stride);
            ref float target = ref Unsafe.Add(ref result, (nint)row * stride);
            for (int j = 0; j < width; j += D.Count)
            {
                (D.Load(in source, (nuint)j) * D.Load(in factors, (nuint)j)).Store(ref target, (nuint)j);
            }
        }
    }
}
