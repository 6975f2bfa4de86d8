using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016; PyTorch <c>LayerNorm</c>) and root-mean-square normalisation (Zhang and
/// Sennrich 2019; PyTorch <c>RMSNorm</c>) of each row, called by generated code. Matrices are [rows, columns] with rows
/// <c>stride</c> floats apart, a multiple of 16, padded with zeros; statistics are 16 floats a row. Mean and variance are
/// summed in double about the first value of the row, in 16 canonical lanes: the same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerNormKernels
{
    private const int StatisticsStride = CanonicalLanes.Count;

    /// <summary>
    /// y = (x - mean)/√(variance + ε)·gain + bias over each row, or x/√(mean of x² + ε)·gain + bias where not
    /// <paramref name="centred"/>; gain and bias are [columns] or null. y may be x unless a backward pass follows.
    /// </summary>
    public static void Forward(
        ref float x, ref float y, ref float gain, ref float bias, ref float statistics, float epsilon, bool centred, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Forward<Lanes512, DoubleLanes512>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, centred, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256, DoubleLanes256>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, centred, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128, DoubleLanes128>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, centred, rows, columns, stride);
        }
        else
        {
            Forward<LanesScalar, DoubleLanesScalar>(ref x, ref y, ref gain, ref bias, ref statistics, epsilon, centred, rows, columns, stride);
        }
    }

    /// <summary>The gradients of gain and bias, Σ dy·x̂ and Σ dy over the rows; null where there is none.</summary>
    public static void BackwardParameters(
        ref float x, ref float delta, ref float gainGradient, ref float biasGradient, ref float statistics, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            BackwardParameters<DoubleLanes512>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, rows, columns, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            BackwardParameters<DoubleLanes256>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, rows, columns, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            BackwardParameters<DoubleLanes128>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, rows, columns, stride);
        }
        else
        {
            BackwardParameters<DoubleLanesScalar>(ref x, ref delta, ref gainGradient, ref biasGradient, ref statistics, rows, columns, stride);
        }
    }

    /// <summary>The gradient of x in place of dy: dx = (g - mean(g) - x̂·mean(g·x̂))/√(variance + ε) with g = gain·dy; without mean(g) where not <paramref name="centred"/>.</summary>
    public static void Backward(
        ref float x, ref float delta, ref float gain, ref float statistics, bool centred, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512>(ref x, ref delta, ref gain, ref statistics, centred, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256>(ref x, ref delta, ref gain, ref statistics, centred, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128>(ref x, ref delta, ref gain, ref statistics, centred, rows, columns, stride);
        }
        else
        {
            Backward<LanesScalar>(ref x, ref delta, ref gain, ref statistics, centred, rows, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<V, D>(
        ref float x, ref float y, ref float gain, ref float bias, ref float statistics, float epsilon, bool centred, int rows, int columns, int stride)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        bool scaled = !Unsafe.IsNullRef(ref gain);
        bool moved = !Unsafe.IsNullRef(ref bias);
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float output = ref Unsafe.Add(ref y, (nint)row * stride);
            ref float measured = ref Unsafe.Add(ref statistics, (nint)row * StatisticsStride);
            Measure<D>(ref input, columns, centred, epsilon, ref measured);
            V high = V.Create(measured), low = V.Create(Unsafe.Add(ref measured, 1)), inverse = V.Create(Unsafe.Add(ref measured, 2));
            for (int j = 0; j < stride; j += V.Count)
            {
                V value = (V.Load(ref input, (nuint)j) - high - low) * inverse;
                if (scaled)
                {
                    value *= V.Load(ref gain, (nuint)j);
                }

                if (moved)
                {
                    value += V.Load(ref bias, (nuint)j);
                }

                LaneMask.Keep(value, columns - j).Store(ref output, (nuint)j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<V>(
        ref float x, ref float delta, ref float gain, ref float statistics, bool centred, int rows, int columns, int stride)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float gradient = ref Unsafe.Add(ref delta, (nint)row * stride);
            ref float measured = ref Unsafe.Add(ref statistics, (nint)row * StatisticsStride);
            Propagate<V>(ref input, ref gradient, ref gain, measured, Unsafe.Add(ref measured, 1), Unsafe.Add(ref measured, 2), centred, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Propagate<V>(
        ref float x, ref float delta, ref float gain, float meanHigh, float meanLow, float scale, bool centred, int columns, int stride)
        where V : struct, ILanes<V>
    {
        bool scaled = !Unsafe.IsNullRef(ref gain);
        V high = V.Create(meanHigh), low = V.Create(meanLow), inverse = V.Create(scale);
        DoubleSum sum = default, product = default;
        for (int j = 0; j < stride; j += V.Count)
        {
            V dy = V.Load(ref delta, (nuint)j);
            V g = LaneMask.Keep(scaled ? dy * V.Load(ref gain, (nuint)j) : dy, columns - j);
            V normal = LaneMask.Keep((V.Load(ref x, (nuint)j) - high - low) * inverse, columns - j);
            int lane = j & (CanonicalLanes.Count - 1);
            sum.Add(g, lane);
            product.Add(g * normal, lane);
        }

        V meanSum = V.Create(centred ? (float)(sum.Total() / columns) : 0);
        V meanProduct = V.Create((float)(product.Total() / columns));
        for (int j = 0; j < stride; j += V.Count)
        {
            V dy = V.Load(ref delta, (nuint)j);
            V g = scaled ? dy * V.Load(ref gain, (nuint)j) : dy;
            V normal = (V.Load(ref x, (nuint)j) - high - low) * inverse;
            V dx = V.FusedMultiplyAdd(-normal, meanProduct, g - meanSum) * inverse;
            LaneMask.Keep(dx, columns - j).Store(ref delta, (nuint)j);
        }
    }

    /// <summary>Σ dy·x̂ and Σ dy down the columns, in double.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void BackwardParameters<D>(
        ref float x, ref float delta, ref float gainGradient, ref float biasGradient, ref float statistics, int rows, int columns, int stride)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> sums = stackalloc double[ColumnKernels.Block];
        Span<double> products = stackalloc double[ColumnKernels.Block];
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            sums.Clear();
            products.Clear();
            for (int row = 0; row < rows; row++)
            {
                ref float input = ref Unsafe.Add(ref x, ((nint)row * stride) + start);
                ref float upstream = ref Unsafe.Add(ref delta, ((nint)row * stride) + start);
                ref float measured = ref Unsafe.Add(ref statistics, (nint)row * StatisticsStride);
                D mean = D.Create((double)measured + Unsafe.Add(ref measured, 1)), inverse = D.Create(Unsafe.Add(ref measured, 2));
                for (int j = 0; j < width; j += D.Count)
                {
                    D dy = D.Load(ref upstream, (nuint)j);
                    D normal = (D.Load(ref input, (nuint)j) - mean) * inverse;
                    (D.Load(ref sums[0], (nuint)j) + dy).Store(ref sums[0], (nuint)j);
                    (D.Load(ref products[0], (nuint)j) + (dy * normal)).Store(ref products[0], (nuint)j);
                }
            }

            for (int j = 0; j < width; j++)
            {
                bool real = start + j < columns;
                if (!Unsafe.IsNullRef(ref gainGradient))
                {
                    Unsafe.Add(ref gainGradient, start + j) = real ? (float)products[j] : 0;
                }

                if (!Unsafe.IsNullRef(ref biasGradient))
                {
                    Unsafe.Add(ref biasGradient, start + j) = real ? (float)sums[j] : 0;
                }
            }
        }
    }

    /// <summary>Writes the mean as the sum of two floats, and 1/√(variance + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Measure<D>(ref float row, int columns, bool centred, float epsilon, ref float measured)
        where D : struct, IDoubleLanes<D>
    {
        float first = centred ? row : 0;
        D shift = D.Create(first);
        int whole = columns & ~(CanonicalLanes.Count - 1);

        // The last values, filled up with ones that add nothing.
        Lanes16<float> tail = default;
        Span<float> last = tail;
        if (whole < columns)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref row, whole), columns - whole).CopyTo(last);
            last[(columns - whole)..].Fill(first);
        }

        Lanes16<double> sums = default, squares = default;
        for (nuint lane = 0; lane < CanonicalLanes.Count; lane += (nuint)D.Count)
        {
            D sum = D.Create(0), square = sum;
            for (nuint j = lane; j < (nuint)whole; j += CanonicalLanes.Count)
            {
                D distance = D.Load(ref row, j) - shift;
                sum += distance;
                square += distance * distance;
            }

            if (whole < columns)
            {
                D distance = D.Load(ref tail[0], lane) - shift;
                sum += distance;
                square += distance * distance;
            }

            sum.Store(ref sums[0], lane);
            square.Store(ref squares[0], lane);
        }

        double offset = centred ? CanonicalLanes.Sum(ref sums[0]) / columns : 0;
        double variance = Math.Max(0, (CanonicalLanes.Sum(ref squares[0]) / columns) - (offset * offset));
        double mean = first + offset;
        measured = (float)mean;
        Unsafe.Add(ref measured, 1) = (float)(mean - measured);
        Unsafe.Add(ref measured, 2) = (float)(1 / Math.Sqrt(variance + epsilon));
    }
}
