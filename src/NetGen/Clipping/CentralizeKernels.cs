using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Takes the mean of each column of a padded matrix from its elements, in double; the same bits at every width.</summary>
internal static class CentralizeKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Centralize<D>(ref float matrix, int rows, int stride)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> means = stackalloc double[ColumnKernels.Block];
        ref double mean = ref means[0];
        for (int column = 0; column < stride; column += ColumnKernels.Block)
        {
            nuint width = (nuint)Math.Min(ColumnKernels.Block, stride - column);
            means.Clear();
            for (int row = 0; row < rows; row++)
            {
                ref float line = ref Unsafe.Add(ref matrix, ((nint)row * stride) + column);
                for (nuint j = 0; j < width; j += (nuint)D.Count)
                {
                    (D.Load(ref mean, j) + D.Load(ref line, j)).Store(ref mean, j);
                }
            }

            D count = D.Create(rows);
            for (nuint j = 0; j < width; j += (nuint)D.Count)
            {
                (D.Load(ref mean, j) / count).Store(ref mean, j);
            }

            for (int row = 0; row < rows; row++)
            {
                ref float line = ref Unsafe.Add(ref matrix, ((nint)row * stride) + column);
                for (nuint j = 0; j < width; j += (nuint)D.Count)
                {
                    (D.Load(ref line, j) - D.Load(ref mean, j)).Store(ref line, j);
                }
            }
        }
    }

    /// <summary>The same for columns that lie one behind the other, <paramref name="stride"/> floats apart.</summary>
    internal static void CentralizeLines(Span<float> matrix, int rows, int stride)
    {
        for (int start = 0; start < matrix.Length; start += stride)
        {
            double mean = 0;
            Span<float> line = matrix.Slice(start, rows);
            foreach (float value in line)
            {
                mean += value;
            }

            mean /= rows;
            foreach (ref float value in line)
            {
                value = (float)(value - mean);
            }
        }
    }
}
