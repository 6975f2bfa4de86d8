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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Lengths(ref float input, float padding, ref float lengths, int rows, int steps, int columns)
    {
        for (nint row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> sample = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref input, row * steps * columns), steps * columns);
            Unsafe.Add(ref lengths, row * StepMask.Stride) = (sample.LastIndexOfAnyExcept(padding) + columns) / columns;
        }
    }

    /// <summary>y = the last step of each sample; zeros for a sample of no steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    /// <summary>norms[row] = the L2 norm of each row of <paramref name="stride"/> floats, summed in double.</summary>
    public static void RowNorms(ref float values, ref float norms, nint normRow, int rows, int stride)
    {
        if (DoubleLanes512.IsSupported)
        {
            RowNorms<DoubleLanes512>(ref values, ref norms, normRow, rows, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            RowNorms<DoubleLanes256>(ref values, ref norms, normRow, rows, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            RowNorms<DoubleLanes128>(ref values, ref norms, normRow, rows, stride);
        }
        else
        {
            RowNorms<DoubleLanesScalar>(ref values, ref norms, normRow, rows, stride);
        }
    }

    /// <summary>totals[step] = the L2 norm over all rows of what <see cref="RowNorms(ref float, ref float, nint, int, int)"/> measured.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void StepNorms(ref float norms, int normRow, ref double totals, int rows, int steps)
    {
        for (nint step = 0; step < steps; step++)
        {
            double squares = 0;
            for (nint row = 0; row < rows; row++)
            {
                double norm = Unsafe.Add(ref norms, (row * normRow) + step);
                squares += norm * norm;
            }

            Unsafe.Add(ref totals, step) = Math.Sqrt(squares);
        }
    }

    /// <summary>Copies rows of <paramref name="stride"/> floats, or clears them where <paramref name="source"/> is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    /// <summary>
    /// y = the state after each sample's own last step, where the walk's last step has put out the samples that fill the sequence.
    /// <paramref name="previous"/> holds at step t the state after t - 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TakeEnds(ref float previous, ref float output, nint outputRow, ref float lengths, int rows, int steps, int stride)
    {
        for (nint row = 0; row < rows; row++)
        {
            nint length = (nint)Unsafe.Add(ref lengths, row * StepMask.Stride);
            if (length > 0 && length < steps)
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref previous, ((row * steps) + length) * stride), stride)
                    .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * outputRow), stride));
            }
        }
    }

    /// <summary>dh += dy for the samples whose last step this is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddEnds(ref float dOutput, nint outputRow, ref float dHidden, ref float lengths, int step, int rows, int stride)
    {
        for (nint row = 0; row < rows; row++)
        {
            if ((int)Unsafe.Add(ref lengths, row * StepMask.Stride) == step + 1)
            {
                ref float dy = ref Unsafe.Add(ref dOutput, row * outputRow);
                ref float dh = ref Unsafe.Add(ref dHidden, row * stride);
                for (int j = 0; j < stride; j++)
                {
                    Unsafe.Add(ref dh, j) += Unsafe.Add(ref dy, j);
                }
            }
        }
    }

    /// <summary>Puts the units of two padded rows side by side, with zeros in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Concatenate(ref float first, ref float second, ref float output, int rows, int units, int stride, int outputStride)
    {
        for (nint row = 0; row < rows; row++)
        {
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * outputStride), outputStride);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, row * stride), units).CopyTo(to);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref second, row * stride), units).CopyTo(to[units..]);
            to[(2 * units)..].Clear();
        }
    }

    /// <summary>Copies some columns into padded rows, with zeros in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TakeColumns(ref float input, int inputStride, ref float output, int stride, int rows, int columns)
    {
        for (nint row = 0; row < rows; row++)
        {
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * stride), stride);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref input, row * inputStride), columns).CopyTo(to);
            to[columns..].Clear();
        }
    }

    /// <summary>Takes two halves apart into padded rows, with zeros in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Split(ref float input, ref float first, ref float second, int rows, int units, int stride, int inputStride)
    {
        for (nint row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> from = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref input, row * inputStride), 2 * units);
            Span<float> left = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, row * stride), stride);
            Span<float> right = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref second, row * stride), stride);
            from[..units].CopyTo(left);
            from[units..].CopyTo(right);
            left[units..].Clear();
            right[units..].Clear();
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

    /// <summary>y = x + p[position] for each row of <paramref name="stride"/> floats: a step of a stream.</summary>
    public static void AddStep(ref float input, ref float table, long position, ref float output, int rows, int stride) =>
        AddToEach(ref input, ref Unsafe.Add(ref table, checked((nint)(position * stride))), ref output, rows, stride);

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void RowNorms<D>(ref float values, ref float norms, nint normRow, int rows, int stride)
        where D : struct, IDoubleLanes<D>
    {
        Unsafe.SkipInit(out Lanes16<double> sums);
        for (nint row = 0; row < rows; row++)
        {
            ref float line = ref Unsafe.Add(ref values, row * stride);
            for (nint lane = 0; lane < CanonicalLanes.Count; lane += 2 * D.Count)
            {
                nint second = lane + D.Count;
                D sum0 = D.Create(0), sum1 = sum0;
                for (nint j = 0; j < stride; j += CanonicalLanes.Count)
                {
                    D a = D.Load(ref line, (nuint)(j + lane)), b = D.Load(ref line, (nuint)(j + second));
                    sum0 += a * a;
                    sum1 += b * b;
                }

                sum0.Store(ref sums[0], (nuint)lane);
                sum1.Store(ref sums[0], (nuint)second);
            }

            Unsafe.Add(ref norms, row * normRow) = (float)Math.Sqrt(CanonicalLanes.Sum(in sums[0]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint LastOf(ref float lengths, nint row, int steps) =>
        Unsafe.IsNullRef(ref lengths) ? steps - 1 : (nint)Unsafe.Add(ref lengths, row * StepMask.Stride) - 1;
}
