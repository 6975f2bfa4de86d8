using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The parts of tensors that are updated and measured by themselves. They are the same for any number of threads, and what is measured of
/// them is added from the first to the last, so that it has the same bits.
/// </summary>
internal static class UpdateParts
{
    /// <summary>The floats of a part: a multiple of <see cref="ElementwiseUpdate.Block"/>.</summary>
    public const int Length = 4 * ElementwiseUpdate.Block;

    /// <summary>The parts of a tensor.</summary>
    public static int Count(int length) => (length + Length - 1) / Length;

    /// <summary>The room that the sums of all parts need.</summary>
    public static int SumsLength(NetworkInfo network) => (network.BufferLength / Length) + network.Parameters.Length + 1;

    /// <summary>Where the sums of a tensor's first part are: behind those of all tensors before it, whose last parts may be short.</summary>
    public static int FirstSum(in UpdateSegment segment) => (segment.Offset / Length) + segment.Index;

    /// <summary>
    /// The parts of one tensor that a thread updates. Of a matrix those whose gradient it has computed, or nearly: what another thread has
    /// written or will write must come from the other's cache. Of smaller tensors as many floats as there are of all of them for each thread.
    /// </summary>
    /// <param name="parameter">The tensor.</param>
    /// <param name="before">The floats of the tensors before it.</param>
    /// <param name="total">The floats of all tensors.</param>
    /// <param name="part">The thread.</param>
    /// <param name="parts">The threads.</param>
    public static (int First, int End) Of(ParameterInfo parameter, long before, long total, int part, int parts)
    {
        (int lines, int stride) = parameter.Lines;
        bool isShared = lines > Reductions.RowsOfPart;
        return (Start(part), Start(part + 1));

        int Start(int p) => Nearest(
            isShared ? (long)WeightShare.Start(lines, p, parts) * stride : (total * p / parts) - before, parameter.Length);
    }

    /// <summary>Adds what was measured of the next part of a tensor.</summary>
    public static void Add(ref UpdateStatistics total, in UpdateStatistics part)
    {
        total.UpdateSquares += part.UpdateSquares;
        total.WeightSquares += part.WeightSquares;

        // As bits, so that NaN wins.
        int largest = Math.Max(BitConverter.SingleToInt32Bits(total.MaxAbs), BitConverter.SingleToInt32Bits(part.MaxAbs));
        total.MaxAbs = BitConverter.Int32BitsToSingle(largest);
    }

    /// <summary>Puts together what several threads measured.</summary>
    public static void Complete(ReadOnlySpan<UpdateSegment> segments, ReadOnlySpan<UpdateStatistics> sums, Span<UpdateStatistics> statistics)
    {
        foreach (ref readonly UpdateSegment segment in segments)
        {
            int first = FirstSum(segment);
            UpdateStatistics total = sums[first];
            foreach (ref readonly UpdateStatistics part in sums.Slice(first + 1, Count(segment.Length) - 1))
            {
                Add(ref total, part);
            }

            statistics[segment.Index] = total;
        }
    }

    private static int Nearest(long floats, int length) =>
        floats <= 0 ? 0 : floats >= length ? Count(length) : Math.Min(Count(length), (int)((floats + (Length / 2)) / Length));
}
