using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// Steps of sequences, called by generated code: a batch of sequences is [rows, steps, stride], the features of a step padded to
/// <c>stride</c>, a multiple of 16. Lengths are kept one a row of batch, 16 floats apart.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SequenceKernels
{
    /// <summary>The length of each sample: its steps up to the last of which a feature is not the padding value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lengths(ref float input, float padding, ref float lengths, int rows, int steps, int columns)
    {
        for (nint row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> sample = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref input, row * steps * columns), steps * columns);
            Unsafe.Add(ref lengths, row * StepMask.Stride) = (sample.LastIndexOfAnyExcept(padding) + columns) / columns;
        }
    }

    /// <summary>y = the last step of each sample; zeros for a sample of no steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Last(ref float input, ref float output, ref float lengths, int rows, int steps, int stride)
    {
        for (nint row = 0; row < rows; row++)
        {
            nint last = LastOf(ref lengths, row, steps);
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * stride), stride);
            if (last < 0)
            {
                to.Clear();
            }
            else
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref input, ((row * steps) + last) * stride), stride).CopyTo(to);
            }
        }
    }

    /// <summary>dx = dy at the last step of each sample, 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LastBackward(ref float dOutput, ref float dInput, ref float lengths, int rows, int steps, int stride)
    {
        for (nint row = 0; row < rows; row++)
        {
            nint last = LastOf(ref lengths, row, steps);
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref dInput, row * steps * stride), steps * stride);
            to.Clear();
            if (last >= 0)
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref dOutput, row * stride), stride).CopyTo(to[((int)last * stride)..]);
            }
        }
    }

    /// <summary>Copies rows of <paramref name="stride"/> floats, or clears them where <paramref name="source"/> is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyOrClear(ref float source, nint sourceRow, ref float destination, nint destinationRow, int rows, int stride)
    {
        for (nint row = 0; row < rows; row++)
        {
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, row * destinationRow), stride);
            if (Unsafe.IsNullRef(ref source))
            {
                to.Clear();
            }
            else
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, row * sourceRow), stride).CopyTo(to);
            }
        }
    }

    /// <summary>y = x + p for each sample, where p is as long as a sample's padded steps.</summary>
    public static void AddToEach(ref float input, ref float addend, ref float output, int rows, int length)
    {
        if (Lanes512.IsSupported)
        {
            AddToEach<Lanes512>(ref input, ref addend, ref output, rows, length);
        }
        else if (Lanes256.IsSupported)
        {
            AddToEach<Lanes256>(ref input, ref addend, ref output, rows, length);
        }
        else if (Lanes128.IsSupported)
        {
            AddToEach<Lanes128>(ref input, ref addend, ref output, rows, length);
        }
        else
        {
            AddToEach<LanesScalar>(ref input, ref addend, ref output, rows, length);
        }
    }

    /// <summary>
    /// The positional encoding of Vaswani et al. (2017), padded: p[t, 2i] = sin(t/10000^(2i/columns)), p[t, 2i+1] the cosine of the same angle.
    /// </summary>
    public static AlignedBuffer Sinusoids(int steps, int columns)
    {
        int stride = (columns + 15) & ~15;
        var table = new AlignedBuffer(steps * stride, stagger: 33);
        for (int column = 0; column < columns; column++)
        {
            double rate = DeterministicMath.Exp(-DeterministicMath.Log(10000) * (column & ~1) / columns);
            for (int step = 0; step < steps; step++)
            {
                (double sine, double cosine) = DeterministicMath.SinCos(step * rate);
                table.Span[(step * stride) + column] = (float)((column & 1) == 0 ? sine : cosine);
            }
        }

        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddToEach<V>(ref float input, ref float addend, ref float output, int rows, int length)
        where V : struct, ILanes<V>
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref input, row * length);
            ref float y = ref Unsafe.Add(ref output, row * length);
            for (nint j = 0; j < length; j += V.Count)
            {
                (V.Load(ref x, (nuint)j) + V.Load(ref addend, (nuint)j)).Store(ref y, (nuint)j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint LastOf(ref float lengths, nint row, int steps) =>
        Unsafe.IsNullRef(ref lengths) ? steps - 1 : (nint)Unsafe.Add(ref lengths, row * StepMask.Stride) - 1;
}
