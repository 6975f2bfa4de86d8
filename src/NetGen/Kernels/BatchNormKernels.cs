using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015; PyTorch <c>BatchNorm1d</c> and <c>BatchNorm2d</c>), called by generated code.
/// A row is one position of one sample: matrices are [rows, columns] with rows <c>stride</c> floats apart, a multiple of 16,
/// padded with zeros. Statistics are <see cref="ChannelStatistics.Rows"/>·stride floats that the forward pass leaves to the
/// backward pass. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchNormKernels
{
    /// <summary>
    /// y = (x - mean)/√(variance + ε)·gain + bias, channel by channel. In training mean and variance are those of the rows, and
    /// the running statistics move towards them by the momentum, the variance as Σ(x - mean)²/(n - 1); otherwise they are the
    /// running statistics.
    /// </summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">Receives the outputs.</param>
    /// <param name="gain">[columns], or null for 1.</param>
    /// <param name="bias">[columns], or null for 0.</param>
    /// <param name="mean">The running mean.</param>
    /// <param name="variance">The running variance.</param>
    /// <param name="statistics">Receives what the backward pass needs.</param>
    /// <param name="momentum">How far the running statistics move: running = (1 - momentum)·running + momentum·batch.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="training">Whether the batch is measured.</param>
    /// <param name="rows">Positions times samples.</param>
    /// <param name="columns">The channels.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <exception cref="ArgumentException">Training on a single row, which has no variance.</exception>
    public static void Forward(
        ref float x, ref float y, ref float gain, ref float bias, ref float mean, ref float variance, ref float statistics,
        float momentum, float epsilon, bool training, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (training && rows < 2)
        {
            throw new ArgumentException(
                $"BatchNorm has {rows} value for each of its {columns} channels, and one value has no variance. Train with batches of at least 2 samples, the last batch of an epoch too, or use LayerNorm or GroupNorm, which do not depend on the batch.");
        }

        if (Lanes512.IsSupported)
        {
            Forward<Lanes512, DoubleLanes512>(ref x, ref y, ref gain, ref bias, ref mean, ref variance, ref statistics, momentum, epsilon, training, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256, DoubleLanes256>(ref x, ref y, ref gain, ref bias, ref mean, ref variance, ref statistics, momentum, epsilon, training, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128, DoubleLanes128>(ref x, ref y, ref gain, ref bias, ref mean, ref variance, ref statistics, momentum, epsilon, training, rows, columns, stride);
        }
        else
        {
            Forward<LanesScalar, DoubleLanesScalar>(ref x, ref y, ref gain, ref bias, ref mean, ref variance, ref statistics, momentum, epsilon, training, rows, columns, stride);
        }
    }

    /// <summary>
    /// The gradients of gain and bias (null where there is none) and, where <paramref name="propagate"/>, that of x in place of
    /// dy: in training through mean and variance, otherwise with the running statistics as constants.
    /// </summary>
    public static void Backward(
        ref float x, ref float delta, ref float gain, ref float gainGradient, ref float biasGradient, ref float statistics,
        bool training, bool propagate, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512, DoubleLanes512>(ref x, ref delta, ref gain, ref gainGradient, ref biasGradient, ref statistics, training, propagate, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256, DoubleLanes256>(ref x, ref delta, ref gain, ref gainGradient, ref biasGradient, ref statistics, training, propagate, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128, DoubleLanes128>(ref x, ref delta, ref gain, ref gainGradient, ref biasGradient, ref statistics, training, propagate, rows, columns, stride);
        }
        else
        {
            Backward<LanesScalar, DoubleLanesScalar>(ref x, ref delta, ref gain, ref gainGradient, ref biasGradient, ref statistics, training, propagate, rows, columns, stride);
        }
    }

    /// <summary>
    /// The weights and biases of the layer before, with the inference of this one folded in: W' = W·s and
    /// b' = (b - mean)·s + bias, s = gain/√(variance + ε), output by output. Computed in double, rounded once.
    /// </summary>
    /// <param name="weight">[rows, columns], a column for each output.</param>
    /// <param name="weightBias">b, [columns], or null for 0.</param>
    /// <param name="gain">[columns], or null for 1.</param>
    /// <param name="bias">[columns], or null for 0.</param>
    /// <param name="mean">The running mean.</param>
    /// <param name="variance">The running variance.</param>
    /// <param name="foldedWeight">Receives W'.</param>
    /// <param name="foldedBias">Receives b', [columns].</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rows">The rows of the weight matrix.</param>
    /// <param name="columns">The outputs.</param>
    /// <param name="stride">The distance between rows.</param>
    public static void Fold(
        ref float weight, ref float weightBias, ref float gain, ref float bias, ref float mean, ref float variance,
        ref float foldedWeight, ref float foldedBias, float epsilon, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            Fold<DoubleLanes512>(ref weight, ref weightBias, ref gain, ref bias, ref mean, ref variance, ref foldedWeight, ref foldedBias, epsilon, rows, columns, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            Fold<DoubleLanes256>(ref weight, ref weightBias, ref gain, ref bias, ref mean, ref variance, ref foldedWeight, ref foldedBias, epsilon, rows, columns, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            Fold<DoubleLanes128>(ref weight, ref weightBias, ref gain, ref bias, ref mean, ref variance, ref foldedWeight, ref foldedBias, epsilon, rows, columns, stride);
        }
        else
        {
            Fold<DoubleLanesScalar>(ref weight, ref weightBias, ref gain, ref bias, ref mean, ref variance, ref foldedWeight, ref foldedBias, epsilon, rows, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<V, D>(
        ref float x, ref float y, ref float gain, ref float bias, ref float mean, ref float variance, ref float statistics,
        float momentum, float epsilon, bool training, int rows, int columns, int stride)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        if (training)
        {
            ChannelStatistics.Measure<D>(ref x, rows, columns, stride, groupSize: 1, epsilon, ref statistics);
            double unbiased = rows / (rows - 1.0);
            for (int channel = 0; channel < columns; channel++)
            {
                ref float measured = ref Unsafe.Add(ref statistics, channel);
                double batchMean = (double)measured + Unsafe.Add(ref measured, stride);
                Move(ref Unsafe.Add(ref mean, channel), batchMean, momentum);
                Move(ref Unsafe.Add(ref variance, channel), unbiased * Unsafe.Add(ref measured, 3 * stride), momentum);
            }
        }
        else
        {
            ChannelStatistics.Take(ref mean, ref variance, columns, stride, epsilon, ref statistics);
        }

        ChannelStatistics.Apply<V>(ref x, ref y, rows, stride, ref statistics, ref gain, ref bias);
    }

    internal static void Backward<V, D>(
        ref float x, ref float delta, ref float gain, ref float gainGradient, ref float biasGradient, ref float statistics,
        bool training, bool propagate, int rows, int columns, int stride)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        ChannelStatistics.SumGradients<D>(
            ref x, ref delta, rows, columns, stride, groupSize: 1, constants: !training, ref statistics, ref gain, ref gainGradient, ref biasGradient);
        if (propagate)
        {
            ChannelStatistics.Propagate<V>(ref x, ref delta, rows, stride, ref statistics, ref gain);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Fold<D>(
        ref float weight, ref float weightBias, ref float gain, ref float bias, ref float mean, ref float variance,
        ref float foldedWeight, ref float foldedBias, float epsilon, int rows, int columns, int stride)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> factors = stackalloc double[ColumnKernels.Block];
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            for (int j = 0; j < width; j++)
            {
                int output = start + j;
                double scale = output < columns
                    ? (Unsafe.IsNullRef(ref gain) ? 1 : Unsafe.Add(ref gain, output)) / Math.Sqrt((double)Unsafe.Add(ref variance, output) + epsilon)
                    : 0;
                double own = Unsafe.IsNullRef(ref weightBias) || output >= columns ? 0 : Unsafe.Add(ref weightBias, output);
                double moved = Unsafe.IsNullRef(ref bias) || output >= columns ? 0 : Unsafe.Add(ref bias, output);
                factors[j] = scale;
                Unsafe.Add(ref foldedBias, output) = output < columns ? (float)(((own - Unsafe.Add(ref mean, output)) * scale) + moved) : 0;
            }

            ColumnKernels.Scale<D>(ref Unsafe.Add(ref weight, start), ref Unsafe.Add(ref foldedWeight, start), rows, stride, width, ref factors[0]);
        }
    }

    private static void Move(ref float running, double batch, float momentum) => running = (float)(running + (momentum * (batch - running)));
}
