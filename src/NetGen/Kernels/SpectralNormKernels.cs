using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Spectral normalisation (Miyato et al. 2018; PyTorch <c>spectral_norm</c>), called by generated code: W = V/σ, where V are
/// the learned weights and σ = vᵀ·V·u estimates their largest singular value. Matrices are [rows, columns] = [in, out] with
/// rows <c>stride</c> floats apart, a multiple of 16, padded with zeros; u has <c>stride</c> floats, v the rows rounded up to
/// 16. Sums are formed in double, in canonical order: the same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpectralNormKernels
{
    /// <summary>
    /// W = V/σ. In training u and v first take a step of the power iteration: v = V·u/‖V·u‖, u = Vᵀ·v/‖Vᵀ·v‖; a vector of
    /// zeros is left as it was. Weights of zeros stay zeros.
    /// </summary>
    /// <param name="weight">V.</param>
    /// <param name="output">u, [columns].</param>
    /// <param name="input">v, [rows].</param>
    /// <param name="inEffect">Receives W.</param>
    /// <param name="sigma">Receives σ.</param>
    /// <param name="training">Whether to step.</param>
    /// <param name="rows">The inputs.</param>
    /// <param name="columns">The outputs.</param>
    /// <param name="stride">The distance between rows.</param>
    public static void Forward(
        ref float weight, ref float output, ref float input, ref float inEffect, ref float sigma, bool training, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            Forward<DoubleLanes512>(ref weight, ref output, ref input, ref inEffect, ref sigma, training, rows, columns, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            Forward<DoubleLanes256>(ref weight, ref output, ref input, ref inEffect, ref sigma, training, rows, columns, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            Forward<DoubleLanes128>(ref weight, ref output, ref input, ref inEffect, ref sigma, training, rows, columns, stride);
        }
        else
        {
            Forward<DoubleLanesScalar>(ref weight, ref output, ref input, ref inEffect, ref sigma, training, rows, columns, stride);
        }
    }

    /// <summary>
    /// dV = (dW - ⟨dW, W⟩·v·uᵀ)/σ, with u and v as constants, in place of dW.
    /// </summary>
    public static void Backward(
        ref float inEffect, ref float output, ref float input, ref float sigma, ref float gradient, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            Backward<DoubleLanes512>(ref inEffect, ref output, ref input, sigma, ref gradient, rows, columns, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            Backward<DoubleLanes256>(ref inEffect, ref output, ref input, sigma, ref gradient, rows, columns, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            Backward<DoubleLanes128>(ref inEffect, ref output, ref input, sigma, ref gradient, rows, columns, stride);
        }
        else
        {
            Backward<DoubleLanesScalar>(ref inEffect, ref output, ref input, sigma, ref gradient, rows, columns, stride);
        }
    }

    /// <summary>A number of steps of the power iteration, with which u and v start.</summary>
    internal static void Iterate(ref float weight, ref float output, ref float input, int steps, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        for (int step = 0; step < steps; step++)
        {
            if (DoubleLanes512.IsSupported)
            {
                Iterate<DoubleLanes512>(ref weight, ref output, ref input, rows, columns, stride);
            }
            else if (DoubleLanes256.IsSupported)
            {
                Iterate<DoubleLanes256>(ref weight, ref output, ref input, rows, columns, stride);
            }
            else if (DoubleLanes128.IsSupported)
            {
                Iterate<DoubleLanes128>(ref weight, ref output, ref input, rows, columns, stride);
            }
            else
            {
                Iterate<DoubleLanesScalar>(ref weight, ref output, ref input, rows, columns, stride);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<D>(
        ref float weight, ref float output, ref float input, ref float inEffect, ref float sigma, bool training, int rows, int columns, int stride)
        where D : struct, IDoubleLanes<D>
    {
        if (training)
        {
            Iterate<D>(ref weight, ref output, ref input, rows, columns, stride);
        }

        // Computed from u and v as they are stored, so that a prediction finds what training found.
        double largest = 0;
        for (int row = 0; row < rows; row++)
        {
            largest += Unsafe.Add(ref input, row) * Dot<D>(ref Unsafe.Add(ref weight, (nint)row * stride), ref output, columns);
        }

        sigma = (float)largest;
        double inverse = sigma == 0 ? 0 : 1.0 / sigma;
        Span<double> factors = stackalloc double[ColumnKernels.Block];
        factors.Fill(inverse);
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            // A negative factor would make the zeros of the padding negative.
            int width = Math.Min(ColumnKernels.Block, stride - start);
            factors[Math.Clamp(columns - start, 0, ColumnKernels.Block)..].Clear();
            ColumnKernels.Scale<D>(ref Unsafe.Add(ref weight, start), ref Unsafe.Add(ref inEffect, start), rows, stride, width, ref factors[0]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<D>(
        ref float inEffect, ref float output, ref float input, float sigma, ref float gradient, int rows, int columns, int stride)
        where D : struct, IDoubleLanes<D>
    {
        double along = 0;
        for (int row = 0; row < rows; row++)
        {
            nint line = (nint)row * stride;
            along += Dot<D>(ref Unsafe.Add(ref gradient, line), ref Unsafe.Add(ref inEffect, line), columns);
        }

        // Adding 0 makes the zeros of the padding positive again.
        D zero = D.Create(0);
        D inverse = D.Create(sigma == 0 ? 0 : 1.0 / sigma);
        for (int row = 0; row < rows; row++)
        {
            D factor = D.Create(along * Unsafe.Add(ref input, row));
            ref float line = ref Unsafe.Add(ref gradient, (nint)row * stride);
            for (nuint j = 0; j < (nuint)stride; j += (nuint)D.Count)
            {
                (((D.Load(ref line, j) - (factor * D.Load(ref output, j))) * inverse) + zero).Store(ref line, j);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Iterate<D>(ref float weight, ref float output, ref float input, int rows, int columns, int stride)
        where D : struct, IDoubleLanes<D>
    {
        double squares = 0;
        for (int row = 0; row < rows; row++)
        {
            double product = Dot<D>(ref Unsafe.Add(ref weight, (nint)row * stride), ref output, columns);
            squares += product * product;
        }

        if (squares == 0)
        {
            return;
        }

        double norm = Math.Sqrt(squares);
        for (int row = 0; row < rows; row++)
        {
            Unsafe.Add(ref input, row) = (float)(Dot<D>(ref Unsafe.Add(ref weight, (nint)row * stride), ref output, columns) / norm);
        }

        // The first walk finds the norm, the second writes: a product may not fit a float, its share of the norm does.
        Span<double> products = stackalloc double[ColumnKernels.Block];
        norm = 0;
        for (int walk = 0; walk < 2; walk++)
        {
            squares = 0;
            for (int start = 0; start < stride; start += ColumnKernels.Block)
            {
                int width = Math.Min(ColumnKernels.Block, stride - start);
                SumWeighted<D>(ref Unsafe.Add(ref weight, start), ref input, rows, stride, width, ref products[0]);
                for (int j = 0; j < width; j++)
                {
                    squares += products[j] * products[j];
                    if (walk == 1)
                    {
                        Unsafe.Add(ref output, start + j) = (float)(products[j] / norm);
                    }
                }
            }

            norm = Math.Sqrt(squares);
            if (norm == 0)
            {
                return;
            }
        }
    }

    /// <summary>products[j] = Σᵢ a[i, j]·factors[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumWeighted<D>(ref float a, ref float factors, int rows, int stride, int width, ref double products)
        where D : struct, IDoubleLanes<D>
    {
        for (int j = 0; j < width; j += D.Count)
        {
            D.Create(0).Store(ref products, (nuint)j);
        }

        for (int row = 0; row < rows; row++)
        {
            D factor = D.Create(Unsafe.Add(ref factors, row));
            ref float line = ref Unsafe.Add(ref a, (nint)row * stride);
            for (int j = 0; j < width; j += D.Count)
            {
                (D.Load(ref products, (nuint)j) + (D.Load(ref line, (nuint)j) * factor)).Store(ref products, (nuint)j);
            }
        }
    }

    private static double Dot<D>(ref float a, ref float b, int length)
        where D : struct, IDoubleLanes<D> => Reductions.Dot<D>(ref a, ref b, (nuint)length);
}
