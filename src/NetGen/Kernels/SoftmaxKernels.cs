using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Softmax and log-softmax over the rows of a padded matrix [rows, columns], called by generated code. Rows start
/// <c>stride</c> floats apart, a multiple of 16; the padding of results is written as zero. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxKernels
{
    /// <summary>y = exp(x - max x)/Σ exp(x - max x), row by row. x and y may be the same memory.</summary>
    public static void Softmax(ref float x, ref float y, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Softmax<Lanes512>(ref x, ref y, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Softmax<Lanes256>(ref x, ref y, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Softmax<Lanes128>(ref x, ref y, rows, columns, stride);
        }
        else
        {
            Softmax<LanesScalar>(ref x, ref y, rows, columns, stride);
        }
    }

    /// <summary>y = x - max x - ln Σ exp(x - max x), row by row. x and y may be the same memory.</summary>
    public static void LogSoftmax(ref float x, ref float y, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            LogSoftmax<Lanes512>(ref x, ref y, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            LogSoftmax<Lanes256>(ref x, ref y, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            LogSoftmax<Lanes128>(ref x, ref y, rows, columns, stride);
        }
        else
        {
            LogSoftmax<LanesScalar>(ref x, ref y, rows, columns, stride);
        }
    }

    /// <summary>
    /// dx = y·(dy - Σ y·dy) for y = softmax(x), row by row; <paramref name="delta"/> holds dy before and dx after.
    /// </summary>
    public static void SoftmaxBackward(ref float y, ref float delta, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            SoftmaxBackward<Lanes512>(ref y, ref delta, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            SoftmaxBackward<Lanes256>(ref y, ref delta, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            SoftmaxBackward<Lanes128>(ref y, ref delta, rows, columns, stride);
        }
        else
        {
            SoftmaxBackward<LanesScalar>(ref y, ref delta, rows, columns, stride);
        }
    }

    /// <summary>
    /// dx = dy - exp(y)·Σ dy for y = log-softmax(x), row by row; <paramref name="delta"/> holds dy before and dx after.
    /// </summary>
    public static void LogSoftmaxBackward(ref float y, ref float delta, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            LogSoftmaxBackward<Lanes512>(ref y, ref delta, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            LogSoftmaxBackward<Lanes256>(ref y, ref delta, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            LogSoftmaxBackward<Lanes128>(ref y, ref delta, rows, columns, stride);
        }
        else
        {
            LogSoftmaxBackward<LanesScalar>(ref y, ref delta, rows, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Softmax<V>(ref float x, ref float y, int rows, int columns, int stride)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float result = ref Unsafe.Add(ref y, (nint)row * stride);
            float max = SoftmaxRow.Max<V>(ref input, columns);
            V sum = V.Create(SoftmaxRow.ExpSum<V>(ref input, max, ref result, columns, stride));
            for (int column = 0; column < columns; column += V.Count)
            {
                LaneMask.Keep(V.Load(ref result, (nuint)column) / sum, columns - column).Store(ref result, (nuint)column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void LogSoftmax<V>(ref float x, ref float y, int rows, int columns, int stride)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float result = ref Unsafe.Add(ref y, (nint)row * stride);
            float max = SoftmaxRow.Max<V>(ref input, columns);
            V logSum = V.Create(VectorMath.Log(SoftmaxRow.ExpSum<V>(ref input, max, columns)));
            V shift = V.Create(max);
            for (int column = 0; column < stride; column += V.Count)
            {
                LaneMask.Keep(V.Load(ref input, (nuint)column) - shift - logSum, columns - column).Store(ref result, (nuint)column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void SoftmaxBackward<V>(ref float y, ref float delta, int rows, int columns, int stride)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float result = ref Unsafe.Add(ref y, (nint)row * stride);
            ref float d = ref Unsafe.Add(ref delta, (nint)row * stride);
            V dot = V.Create(SoftmaxRow.Dot<V>(ref result, ref d, columns));
            for (int column = 0; column < stride; column += V.Count)
            {
                V dx = V.Load(ref result, (nuint)column) * (V.Load(ref d, (nuint)column) - dot);
                LaneMask.Keep(dx, columns - column).Store(ref d, (nuint)column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void LogSoftmaxBackward<V>(ref float y, ref float delta, int rows, int columns, int stride)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float result = ref Unsafe.Add(ref y, (nint)row * stride);
            ref float d = ref Unsafe.Add(ref delta, (nint)row * stride);
            V sum = V.Create(SoftmaxRow.Sum<V>(ref d, columns));
            for (int column = 0; column < stride; column += V.Count)
            {
                V probability = VectorMath.Exp(V.Load(ref result, (nuint)column));
                V dx = V.FusedMultiplyAdd(-probability, sum, V.Load(ref d, (nuint)column));
                LaneMask.Keep(dx, columns - column).Store(ref d, (nuint)column);
            }
        }
    }
}
