using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Means and maxima over the real steps of sequences, called by generated code where a network knows the lengths of its samples: a batch is
/// [rows, steps, stride], the features of a step padded to <c>stride</c>, a multiple of 16. Lengths are kept one a row of batch, 16 floats
/// apart. Sums run over ascending steps: a sample without padding gets the bits of pooling that knows of none, at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepPoolingKernels
{
    /// <summary>y = the mean of each feature over the real steps of a sample; zeros for a sample of none.</summary>
    public static void MeanForward(ref float x, ref float y, ref float lengths, int rows, int steps, int stride)
    {
        if (Lanes512.IsSupported)
        {
            MeanForward<Lanes512>(ref x, ref y, ref lengths, rows, steps, stride);
        }
        else if (Lanes256.IsSupported)
        {
            MeanForward<Lanes256>(ref x, ref y, ref lengths, rows, steps, stride);
        }
        else if (Lanes128.IsSupported)
        {
            MeanForward<Lanes128>(ref x, ref y, ref lengths, rows, steps, stride);
        }
        else
        {
            MeanForward<LanesScalar>(ref x, ref y, ref lengths, rows, steps, stride);
        }
    }

    /// <summary>dx = dy / length at the real steps, 0 at padding.</summary>
    public static void MeanBackward(ref float dy, ref float dx, ref float lengths, int rows, int steps, int stride)
    {
        if (Lanes512.IsSupported)
        {
            MeanBackward<Lanes512>(ref dy, ref dx, ref lengths, rows, steps, stride);
        }
        else if (Lanes256.IsSupported)
        {
            MeanBackward<Lanes256>(ref dy, ref dx, ref lengths, rows, steps, stride);
        }
        else if (Lanes128.IsSupported)
        {
            MeanBackward<Lanes128>(ref dy, ref dx, ref lengths, rows, steps, stride);
        }
        else
        {
            MeanBackward<LanesScalar>(ref dy, ref dx, ref lengths, rows, steps, stride);
        }
    }

    /// <summary>y = the largest x of each feature over the real steps of a sample; zeros for a sample of none.</summary>
    public static void MaxForward(ref float x, ref float y, ref float lengths, int rows, int steps, int stride)
    {
        if (Lanes512.IsSupported)
        {
            MaxForward<Lanes512>(ref x, ref y, ref lengths, rows, steps, stride);
        }
        else if (Lanes256.IsSupported)
        {
            MaxForward<Lanes256>(ref x, ref y, ref lengths, rows, steps, stride);
        }
        else if (Lanes128.IsSupported)
        {
            MaxForward<Lanes128>(ref x, ref y, ref lengths, rows, steps, stride);
        }
        else
        {
            MaxForward<LanesScalar>(ref x, ref y, ref lengths, rows, steps, stride);
        }
    }

    /// <summary>dx = dy at the first real step that has the maximum, 0 elsewhere.</summary>
    public static void MaxBackward(ref float x, ref float y, ref float dy, ref float dx, ref float lengths, int rows, int steps, int stride)
    {
        if (Lanes512.IsSupported)
        {
            MaxBackward<Lanes512>(ref x, ref y, ref dy, ref dx, ref lengths, rows, steps, stride);
        }
        else if (Lanes256.IsSupported)
        {
            MaxBackward<Lanes256>(ref x, ref y, ref dy, ref dx, ref lengths, rows, steps, stride);
        }
        else if (Lanes128.IsSupported)
        {
            MaxBackward<Lanes128>(ref x, ref y, ref dy, ref dx, ref lengths, rows, steps, stride);
        }
        else
        {
            MaxBackward<LanesScalar>(ref x, ref y, ref dy, ref dx, ref lengths, rows, steps, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void MeanForward<V>(ref float x, ref float y, ref float lengths, int rows, int steps, int stride)
        where V : struct, ILanes<V>
    {
        for (nint row = 0; row < rows; row++)
        {
            nint length = (nint)Unsafe.Add(ref lengths, row * StepMask.Stride), first = row * steps * stride, single = row * stride;
            V count = V.Create(Math.Max(length, 1));
            for (nint j = 0; j < stride; j += V.Count)
            {
                V sum = V.Create(0);
                for (nint step = 0; step < length; step++)
                {
                    sum += V.Load(ref x, (nuint)(first + (step * stride) + j));
                }

                (sum / count).Store(ref y, (nuint)(single + j));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void MeanBackward<V>(ref float dy, ref float dx, ref float lengths, int rows, int steps, int stride)
        where V : struct, ILanes<V>
    {
        for (nint row = 0; row < rows; row++)
        {
            nint length = (nint)Unsafe.Add(ref lengths, row * StepMask.Stride), first = row * steps * stride, single = row * stride;
            V count = V.Create(Math.Max(length, 1)), zero = V.Create(0);
            for (nint j = 0; j < stride; j += V.Count)
            {
                V share = V.Load(ref dy, (nuint)(single + j)) / count;
                for (nint step = 0; step < steps; step++)
                {
                    (step < length ? share : zero).Store(ref dx, (nuint)(first + (step * stride) + j));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void MaxForward<V>(ref float x, ref float y, ref float lengths, int rows, int steps, int stride)
        where V : struct, ILanes<V>
    {
        for (nint row = 0; row < rows; row++)
        {
            nint length = (nint)Unsafe.Add(ref lengths, row * StepMask.Stride), first = row * steps * stride, single = row * stride;
            for (nint j = 0; j < stride; j += V.Count)
            {
                V largest = length == 0 ? V.Create(0) : V.Load(ref x, (nuint)(first + j));
                for (nint step = 1; step < length; step++)
                {
                    largest = VectorMath.Max(largest, V.Load(ref x, (nuint)(first + (step * stride) + j)));
                }

                largest.Store(ref y, (nuint)(single + j));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void MaxBackward<V>(ref float x, ref float y, ref float dy, ref float dx, ref float lengths, int rows, int steps, int stride)
        where V : struct, ILanes<V>
    {
        for (nint row = 0; row < rows; row++)
        {
            nint length = (nint)Unsafe.Add(ref lengths, row * StepMask.Stride), first = row * steps * stride, single = row * stride;
            V zero = V.Create(0);
            for (nint j = 0; j < stride; j += V.Count)
            {
                // What is left to give; the first that reaches the maximum takes it.
                V left = V.Load(ref dy, (nuint)(single + j)), largest = V.Load(ref y, (nuint)(single + j));
                for (nint step = 0; step < steps; step++)
                {
                    nuint place = (nuint)(first + (step * stride) + j);
                    V taken = zero;
                    if (step < length)
                    {
                        V value = V.Load(ref x, place);
                        taken = V.WhereGreaterOrEqual(value, largest, left, zero);
                        left = V.WhereGreaterOrEqual(value, largest, zero, left);
                    }

                    taken.Store(ref dx, place);
                }
            }
        }
    }
}
