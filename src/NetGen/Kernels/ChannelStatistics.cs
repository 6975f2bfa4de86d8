using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Mean and variance of channels, or of groups of neighbouring channels, over the rows of a padded matrix, and what they make
/// of values and gradients: the arithmetic of batch, group and instance normalisation. Sums are taken in double, about the
/// first value of each group, in one pass with rows ascending: the variance of numbers with a large mean loses nothing, and
/// every vector width gives the same bits.
/// </summary>
/// <remarks>
/// Statistics are <see cref="Rows"/> rows of as many floats as a row of the matrix: the mean as the sum of two floats (so that
/// x - mean is exact where float allows it), 1/√(variance + ε), and two that the backward pass needs. The padding is zero.
/// </remarks>
internal static class ChannelStatistics
{
    /// <summary>The rows of a block of statistics.</summary>
    internal const int Rows = 5;

    private const int Block = ColumnKernels.Block;

    /// <summary>Measures mean and variance over all rows and <paramref name="groupSize"/> channels at a time.</summary>
    /// <remarks>The variance is that of the sample (divided by n), as float in the row after 1/√(variance + ε).</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Measure<D>(ref float x, int rows, int columns, int stride, int groupSize, float epsilon, ref float statistics)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> memory = stackalloc double[3 * Block];
        ref double shifts = ref memory[0];
        ref double sums = ref memory[Block];
        ref double squares = ref memory[2 * Block];
        double count = (double)rows * groupSize;
        double groupSum = 0, groupSquares = 0;
        int inGroup = 0;
        for (int start = 0; start < stride; start += Block)
        {
            int width = Math.Min(Block, stride - start);
            int within = inGroup;
            for (int j = 0; j < width; j++)
            {
                int channel = start + j;
                Unsafe.Add(ref shifts, j) = channel < columns ? Unsafe.Add(ref x, channel - within) : 0;
                within = within + 1 == groupSize ? 0 : within + 1;
            }

            SumAbout<D>(ref Unsafe.Add(ref x, start), rows, stride, width, ref shifts, ref sums, ref squares);
            for (int j = 0; j < width; j++)
            {
                int channel = start + j;
                if (channel >= columns)
                {
                    Write(ref Unsafe.Add(ref statistics, channel), 1, stride, 0, 0, 0);
                    continue;
                }

                groupSum += Unsafe.Add(ref sums, j);
                groupSquares += Unsafe.Add(ref squares, j);
                if (++inGroup == groupSize)
                {
                    double offset = groupSum / count;
                    double variance = Math.Max(0, (groupSquares / count) - (offset * offset));
                    Write(
                        ref Unsafe.Add(ref statistics, channel - groupSize + 1), groupSize, stride,
                        Unsafe.Add(ref shifts, j) + offset, 1 / Math.Sqrt(variance + epsilon), variance);
                    (groupSum, groupSquares, inGroup) = (0, 0, 0);
                }
            }
        }
    }

    /// <summary>Takes mean and variance from elsewhere: the running statistics.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Take(ref float mean, ref float variance, int columns, int stride, float epsilon, ref float statistics)
    {
        for (int channel = 0; channel < stride; channel++)
        {
            double v = Unsafe.Add(ref variance, channel);
            double inverse = channel < columns ? 1 / Math.Sqrt(v + epsilon) : 0;
            Write(ref Unsafe.Add(ref statistics, channel), 1, stride, Unsafe.Add(ref mean, channel), inverse, v);
        }
    }

    /// <summary>y = (x - mean)/√(variance + ε)·gain + bias; gain and bias may be null. y may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply<V>(ref float x, ref float y, int rows, int stride, ref float statistics, ref float gain, ref float bias)
        where V : struct, ILanes<V>
    {
        bool scaled = !Unsafe.IsNullRef(ref gain);
        bool moved = !Unsafe.IsNullRef(ref bias);
        ref float rest = ref Unsafe.Add(ref statistics, stride);
        ref float inverse = ref Unsafe.Add(ref statistics, 2 * stride);
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float output = ref Unsafe.Add(ref y, (nint)row * stride);
            for (nuint j = 0; j < (nuint)stride; j += (nuint)V.Count)
            {
                V value = (V.Load(ref input, j) - V.Load(ref statistics, j) - V.Load(ref rest, j)) * V.Load(ref inverse, j);
                if (scaled)
                {
                    value *= V.Load(ref gain, j);
                }

                if (moved)
                {
                    value += V.Load(ref bias, j);
                }

                value.Store(ref output, j);
            }
        }
    }

    /// <summary>
    /// Σ dy and Σ dy·x̂ over the rows, x̂ being the normalised x: the gradients of bias and gain (either may be null), and, in the
    /// last two rows of the statistics, the means over each group of gain·dy and gain·dy·x̂, or zero where the statistics are
    /// constants.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void SumGradients<D>(
        ref float x, ref float delta, int rows, int columns, int stride, int groupSize, bool constants, ref float statistics,
        ref float gain, ref float gainGradient, ref float biasGradient)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> memory = stackalloc double[2 * Block];
        ref double sums = ref memory[0];
        ref double products = ref memory[Block];
        bool scaled = !Unsafe.IsNullRef(ref gain);
        double count = (double)rows * groupSize;
        double groupSum = 0, groupProduct = 0;
        int inGroup = 0;
        for (int start = 0; start < stride; start += Block)
        {
            int width = Math.Min(Block, stride - start);
            memory.Clear();
            AddGradients<D>(ref Unsafe.Add(ref x, start), ref Unsafe.Add(ref delta, start), rows, stride, width, ref Unsafe.Add(ref statistics, start), ref sums, ref products);
            for (int j = 0; j < width; j++)
            {
                int channel = start + j;
                double sum = Unsafe.Add(ref sums, j), product = Unsafe.Add(ref products, j);
                if (!Unsafe.IsNullRef(ref gainGradient))
                {
                    Unsafe.Add(ref gainGradient, channel) = (float)product;
                }

                if (!Unsafe.IsNullRef(ref biasGradient))
                {
                    Unsafe.Add(ref biasGradient, channel) = (float)sum;
                }

                ref float means = ref Unsafe.Add(ref statistics, (3 * stride) + channel);
                if (channel >= columns || constants)
                {
                    means = 0;
                    Unsafe.Add(ref means, stride) = 0;
                    continue;
                }

                double factor = scaled ? Unsafe.Add(ref gain, channel) : 1;
                groupSum += factor * sum;
                groupProduct += factor * product;
                if (++inGroup == groupSize)
                {
                    float meanSum = (float)(groupSum / count), meanProduct = (float)(groupProduct / count);
                    for (int c = 0; c < groupSize; c++)
                    {
                        Unsafe.Add(ref means, -c) = meanSum;
                        Unsafe.Add(ref means, stride - c) = meanProduct;
                    }

                    (groupSum, groupProduct, inGroup) = (0, 0, 0);
                }
            }
        }
    }

    /// <summary>
    /// Adds Σ dy and Σ dy·x̂ of <paramref name="width"/> columns, a multiple of 16 up to the block, to sums in double.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void AddGradients<D>(
        ref float x, ref float delta, int rows, int stride, int width, ref float statistics, ref double sums, ref double products)
        where D : struct, IDoubleLanes<D>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float upstream = ref Unsafe.Add(ref delta, (nint)row * stride);
            for (int j = 0; j < width; j += D.Count)
            {
                nuint at = (nuint)j;
                D mean = D.Load(ref statistics, at) + D.Load(ref statistics, at + (nuint)stride);
                D normal = (D.Load(ref input, at) - mean) * D.Load(ref statistics, at + (2 * (nuint)stride));
                D dy = D.Load(ref upstream, at);
                (D.Load(ref sums, at) + dy).Store(ref sums, at);
                (D.Load(ref products, at) + (dy * normal)).Store(ref products, at);
            }
        }
    }

    /// <summary>dx = (gain·dy - mean(gain·dy) - x̂·mean(gain·dy·x̂))/√(variance + ε); <paramref name="delta"/> holds dy before and dx after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Propagate<V>(ref float x, ref float delta, int rows, int stride, ref float statistics, ref float gain)
        where V : struct, ILanes<V>
    {
        bool scaled = !Unsafe.IsNullRef(ref gain);
        ref float rest = ref Unsafe.Add(ref statistics, stride);
        ref float inverses = ref Unsafe.Add(ref statistics, 2 * stride);
        ref float sums = ref Unsafe.Add(ref statistics, 3 * stride);
        ref float products = ref Unsafe.Add(ref statistics, 4 * stride);
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float gradient = ref Unsafe.Add(ref delta, (nint)row * stride);
            for (nuint j = 0; j < (nuint)stride; j += (nuint)V.Count)
            {
                V inverse = V.Load(ref inverses, j);
                V normal = (V.Load(ref input, j) - V.Load(ref statistics, j) - V.Load(ref rest, j)) * inverse;
                V dy = V.Load(ref gradient, j);
                if (scaled)
                {
                    dy *= V.Load(ref gain, j);
                }

                V across = V.FusedMultiplyAdd(-normal, V.Load(ref products, j), dy - V.Load(ref sums, j));
                (across * inverse).Store(ref gradient, j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumAbout<D>(ref float x, int rows, int stride, int width, ref double shifts, ref double sums, ref double squares)
        where D : struct, IDoubleLanes<D>
    {
        for (int j = 0; j < width; j += D.Count)
        {
            D.Create(0).Store(ref sums, (nuint)j);
            D.Create(0).Store(ref squares, (nuint)j);
        }

        for (int row = 0; row < rows; row++)
        {
            ref float line = ref Unsafe.Add(ref x, (nint)row * stride);
            for (int j = 0; j < width; j += D.Count)
            {
                D distance = D.Load(ref line, (nuint)j) - D.Load(ref shifts, (nuint)j);
                (D.Load(ref sums, (nuint)j) + distance).Store(ref sums, (nuint)j);
                (D.Load(ref squares, (nuint)j) + (distance * distance)).Store(ref squares, (nuint)j);
            }
        }
    }

    private static void Write(ref float statistics, int channels, int stride, double mean, double inverse, double variance)
    {
        float high = (float)mean;
        float low = (float)(mean - high);
        for (int c = 0; c < channels; c++)
        {
            ref float at = ref Unsafe.Add(ref statistics, c);
            at = high;
            Unsafe.Add(ref at, stride) = low;
            Unsafe.Add(ref at, 2 * stride) = (float)inverse;
            Unsafe.Add(ref at, 3 * stride) = (float)variance;
        }
    }
}
