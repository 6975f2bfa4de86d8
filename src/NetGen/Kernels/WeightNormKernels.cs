using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Weight normalisation (Salimans and Kingma 2016; PyTorch <c>weight_norm</c> over the inputs of a unit), called by generated
/// code: W[:, j] = g[j]·v[:, j]/‖v[:, j]‖. Matrices are [rows, columns] = [in, out] with rows <c>stride</c> floats apart, a
/// multiple of 16, with zero padding; vectors have <c>stride</c> floats. Norms are formed in double, so that they survive
/// overflow. A column of zeros has no direction: its weights and gradients are 0. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightNormKernels
{
    /// <summary>W[:, j] = g[j]·v[:, j]/‖v[:, j]‖.</summary>
    public static void Forward(ref float direction, ref float magnitude, ref float weight, int rows, int columns, int stride)
    {
        CheckShape(rows, columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            Forward<DoubleLanes512>(ref direction, ref magnitude, ref weight, rows, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            Forward<DoubleLanes256>(ref direction, ref magnitude, ref weight, rows, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            Forward<DoubleLanes128>(ref direction, ref magnitude, ref weight, rows, stride);
        }
        else
        {
            Forward<DoubleLanesScalar>(ref direction, ref magnitude, ref weight, rows, stride);
        }
    }

    /// <summary>
    /// dg = (dW·v)/‖v‖ and dv = g/‖v‖·(dW - dg·v/‖v‖), column by column. The gradients of weight and direction may be the same memory.
    /// </summary>
    public static void Backward(
        ref float direction, ref float magnitude, ref float weightGradient, ref float directionGradient, ref float magnitudeGradient, int rows, int columns, int stride)
    {
        CheckShape(rows, columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            Backward<DoubleLanes512>(ref direction, ref magnitude, ref weightGradient, ref directionGradient, ref magnitudeGradient, rows, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            Backward<DoubleLanes256>(ref direction, ref magnitude, ref weightGradient, ref directionGradient, ref magnitudeGradient, rows, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            Backward<DoubleLanes128>(ref direction, ref magnitude, ref weightGradient, ref directionGradient, ref magnitudeGradient, rows, stride);
        }
        else
        {
            Backward<DoubleLanesScalar>(ref direction, ref magnitude, ref weightGradient, ref directionGradient, ref magnitudeGradient, rows, stride);
        }
    }

    /// <summary>g[j] = ‖v[:, j]‖, with which the weight in effect is v.</summary>
    public static void InitializeMagnitude(ref float direction, ref float magnitude, int rows, int columns, int stride)
    {
        CheckShape(rows, columns, stride);
        if (DoubleLanes512.IsSupported)
        {
            Norms<DoubleLanes512>(ref direction, ref magnitude, rows, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            Norms<DoubleLanes256>(ref direction, ref magnitude, rows, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            Norms<DoubleLanes128>(ref direction, ref magnitude, rows, stride);
        }
        else
        {
            Norms<DoubleLanesScalar>(ref direction, ref magnitude, rows, stride);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<D>(ref float direction, ref float magnitude, ref float weight, int rows, int stride)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> factors = stackalloc double[ColumnKernels.Block];
        ref double factor = ref factors[0];
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            ref float v = ref Unsafe.Add(ref direction, start);
            ref float g = ref Unsafe.Add(ref magnitude, start);
            ColumnKernels.SumSquares<D>(ref v, rows, stride, width, ref factor);
            for (int j = 0; j < width; j += D.Count)
            {
                D squares = D.Load(ref factor, (nuint)j);
                D.WhereZero(squares, D.Create(0), D.Load(ref g, (nuint)j) / D.Sqrt(squares)).Store(ref factor, (nuint)j);
            }

            ColumnKernels.Scale<D>(ref v, ref Unsafe.Add(ref weight, start), rows, stride, width, ref factor);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<D>(
        ref float direction, ref float magnitude, ref float weightGradient, ref float directionGradient, ref float magnitudeGradient, int rows, int stride)
        where D : struct, IDoubleLanes<D>
    {
        // dv = outer·(dW - inner·v) with outer = g/‖v‖ and inner = (dW·v)/‖v‖².
        Span<double> outers = stackalloc double[ColumnKernels.Block];
        Span<double> inners = stackalloc double[ColumnKernels.Block];
        ref double outer = ref outers[0];
        ref double inner = ref inners[0];
        D zero = D.Create(0);
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            ref float v = ref Unsafe.Add(ref direction, start);
            ref float dw = ref Unsafe.Add(ref weightGradient, start);
            ref float dv = ref Unsafe.Add(ref directionGradient, start);
            ref float g = ref Unsafe.Add(ref magnitude, start);
            ref float dg = ref Unsafe.Add(ref magnitudeGradient, start);
            ColumnKernels.SumSquares<D>(ref v, rows, stride, width, ref outer);
            ColumnKernels.SumProducts<D>(ref v, ref dw, rows, stride, width, ref inner);
            for (int j = 0; j < width; j += D.Count)
            {
                D squares = D.Load(ref outer, (nuint)j);
                D dot = D.Load(ref inner, (nuint)j);
                D norm = D.Sqrt(squares);
                D.WhereZero(squares, zero, dot / norm).Store(ref dg, (nuint)j);
                D.WhereZero(squares, zero, D.Load(ref g, (nuint)j) / norm).Store(ref outer, (nuint)j);
                D.WhereZero(squares, zero, dot / squares).Store(ref inner, (nuint)j);
            }

            for (int row = 0; row < rows; row++)
            {
                nint line = (nint)row * stride;
                for (int j = 0; j < width; j += D.Count)
                {
                    D along = D.Load(ref inner, (nuint)j) * D.Load(ref Unsafe.Add(ref v, line), (nuint)j);
                    D across = D.Load(ref Unsafe.Add(ref dw, line), (nuint)j) - along;
                    (D.Load(ref outer, (nuint)j) * across).Store(ref Unsafe.Add(ref dv, line), (nuint)j);
                }
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Norms<D>(ref float direction, ref float magnitude, int rows, int stride)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> squares = stackalloc double[ColumnKernels.Block];
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            ColumnKernels.SumSquares<D>(ref Unsafe.Add(ref direction, start), rows, stride, width, ref squares[0]);
            for (int j = 0; j < width; j += D.Count)
            {
                D.Sqrt(D.Load(ref squares[0], (nuint)j)).Store(ref Unsafe.Add(ref magnitude, start), (nuint)j);
            }
        }
    }

    private static void CheckShape(int rows, int columns, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        RowPadding.CheckStride(columns, stride);
    }
}
