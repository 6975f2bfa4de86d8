using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Group normalisation (Wu and He 2018; PyTorch <c>GroupNorm</c>), and instance normalisation as groups of one channel, called
/// by generated code. A sample is <c>positions</c> rows of <c>columns</c> channels, <c>stride</c> floats apart, a multiple of
/// 16, padded with zeros; the statistics are <see cref="ChannelStatistics.Rows"/> such rows a sample. The same bits at every
/// vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GroupNormKernels
{
    /// <summary>
    /// y = (x - mean)/√(variance + ε)·gain + bias, with mean and variance over the positions of a sample and
    /// <paramref name="groupSize"/> neighbouring channels at a time; gain and bias are [columns] or null.
    /// </summary>
    public static void Forward(
        ref float x, ref float y, ref float gain, ref float bias, ref float statistics, float epsilon,
        int samples, int positions, int columns, int stride, int groupSize)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Forward<Lanes512, DoubleLanes512>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, samples, positions, columns, stride, groupSize);
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256, DoubleLanes256>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, samples, positions, columns, stride, groupSize);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128, DoubleLanes128>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, samples, positions, columns, stride, groupSize);
        }
        else
        {
            Forward<LanesScalar, DoubleLanesScalar>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, samples, positions, columns, stride, groupSize);
        }
    }

    /// <summary>The gradients of gain and bias, Σ dy·x̂ and Σ dy over samples and positions; null where there is none.</summary>
    public static void BackwardParameters(
        ref float x, ref float delta, ref float gainGradient, ref float biasGradient, ref float statistics, int samples, int positions, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            BackwardParameters<DoubleLanes512>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, samples, positions, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            BackwardParameters<DoubleLanes256>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, samples, positions, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            BackwardParameters<DoubleLanes128>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, samples, positions, stride);
        }
        else
        {
            BackwardParameters<DoubleLanesScalar>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, samples, positions, stride);
        }
    }

    /// <summary>The gradient of x in place of dy: dx = (g - mean(g) - x̂·mean(g·x̂))/√(variance + ε) with g = gain·dy, means over each group.</summary>
    public static void Backward(
        ref float x, ref float delta, ref float gain, ref float statistics, int samples, int positions, int columns, int stride, int groupSize)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512, DoubleLanes512>(ref x, ref delta, ref gain, ref statistics, samples, positions, columns, stride, groupSize);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256, DoubleLanes256>(ref x, ref delta, ref gain, ref statistics, samples, positions, columns, stride, groupSize);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128, DoubleLanes128>(ref x, ref delta, ref gain, ref statistics, samples, positions, columns, stride, groupSize);
        }
        else
        {
            Backward<LanesScalar, DoubleLanesScalar>(ref x, ref delta, ref gain, ref statistics, samples, positions, columns, stride, groupSize);
        }
    }

    internal static void Forward<V, D>(
        ref float x, ref float y, ref float gain, ref float bias, ref float statistics, float epsilon,
        int samples, int positions, int columns, int stride, int groupSize)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        for (int sample = 0; sample < samples; sample++)
        {
            nint start = (nint)sample * positions * stride;
            ref float measured = ref Unsafe.Add(ref statistics, (nint)sample * ChannelStatistics.Rows * stride);
            ChannelStatistics.Measure<D>(ref Unsafe.Add(ref x, start), positions, columns, stride, groupSize, epsilon, ref measured);
            ChannelStatistics.Apply<V>(ref Unsafe.Add(ref x, start), ref Unsafe.Add(ref y, start), positions, stride, ref measured, ref gain, ref bias);
        }
    }

    internal static void Backward<V, D>(
        ref float x, ref float delta, ref float gain, ref float statistics, int samples, int positions, int columns, int stride, int groupSize)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        for (int sample = 0; sample < samples; sample++)
        {
            nint start = (nint)sample * positions * stride;
            ref float measured = ref Unsafe.Add(ref statistics, (nint)sample * ChannelStatistics.Rows * stride);
            ChannelStatistics.SumGradients<D>(
                ref Unsafe.Add(ref x, start), ref Unsafe.Add(ref delta, start), positions, columns, stride, groupSize, constants: false,
                ref measured, ref gain, ref Unsafe.NullRef<float>(), ref Unsafe.NullRef<float>());
            ChannelStatistics.Propagate<V>(ref Unsafe.Add(ref x, start), ref Unsafe.Add(ref delta, start), positions, stride, ref measured, ref gain);
        }
    }

    /// <summary>Sums over samples and positions, a block of channels at a time, so that the sums in double fit the stack.</summary>
    [SkipLocalsInit]
    internal static void BackwardParameters<D>(
        ref float x, ref float delta, ref float gainGradient, ref float biasGradient, ref float statistics, int samples, int positions, int stride)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> sums = stackalloc double[ColumnKernels.Block];
        Span<double> products = stackalloc double[ColumnKernels.Block];
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            sums.Clear();
            products.Clear();
            for (int sample = 0; sample < samples; sample++)
            {
                nint first = ((nint)sample * positions * stride) + start;
                ChannelStatistics.AddGradients<D>(
                    ref Unsafe.Add(ref x, first), ref Unsafe.Add(ref delta, first), positions, stride, width,
                    ref Unsafe.Add(ref statistics, ((nint)sample * ChannelStatistics.Rows * stride) + start), ref sums[0], ref products[0]);
            }

            for (int j = 0; j < width; j++)
            {
                if (!Unsafe.IsNullRef(ref gainGradient))
                {
                    Unsafe.Add(ref gainGradient, start + j) = (float)products[j];
                }

                if (!Unsafe.IsNullRef(ref biasGradient))
                {
                    Unsafe.Add(ref biasGradient, start + j) = (float)sums[j];
                }
            }
        }
    }
}
