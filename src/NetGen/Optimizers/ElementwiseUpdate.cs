using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// Runs an update rule over tensors: loads weights, gradients and states into registers once, stores weights and states, and
/// measures the update on the way.
/// </summary>
internal static class ElementwiseUpdate
{
    /// <summary>
    /// How many floats are walked at a time: sums are kept in floats for a block (64 additions in each of 16 lanes) and then
    /// added to doubles. Six arrays of this size fit the first-level cache, which widths below 512 bits use to walk a block
    /// once for each part of the 16 lanes.
    /// </summary>
    public const int Block = 1024;

    /// <summary>How many floats of tensors no longer than a block are walked by one call, so that small networks do not pay for each tensor.</summary>
    private const int Together = 2 * Block;

    /// <summary>The floats of <see cref="UpdateTask.Scratch"/>: weights before their update, then the sums of each tensor.</summary>
    public const int ScratchLength = Together + (UpdateSums.MostTensors * UpdateSums.Length);

    /// <summary>Where the sums begin in the scratch memory.</summary>
    public const int SumsOffset = Together;

    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Applies the rule with the widest registers of the machine.</summary>
    public static void Run<TRule>(in TRule rule, in UpdateTask task)
        where TRule : struct, IUpdateRule
    {
        if (Lanes512.IsSupported)
        {
            Run<TRule, Lanes512>(rule, task);
        }
        else if (Lanes256.IsSupported)
        {
            Run<TRule, Lanes256>(rule, task);
        }
        else if (Lanes128.IsSupported)
        {
            Run<TRule, Lanes128>(rule, task);
        }
        else
        {
            Run<TRule, LanesScalar>(rule, task);
        }
    }

    /// <summary>Fills the statistics of tensors that are not updated.</summary>
    public static void Measure(in UpdateTask task) => Run(default(KeepRule), task);

    /// <summary>Applies the rule at one width.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TRule, V>(in TRule rule, in UpdateTask task)
        where TRule : struct, IUpdateRule
        where V : struct, ILanes<V>
    {
        UpdateArrays arrays = new(task, TRule.StateCount);
        if (task.Parts > 1)
        {
            RunShare<TRule, V>(rule, task, arrays);
            return;
        }

        ReadOnlySpan<UpdateSegment> segments = task.Segments;
        int next = 0;
        while (next < segments.Length)
        {
            int count = TogetherFrom(segments, next);
            if (count > 0)
            {
                ReadOnlySpan<UpdateSegment> tensors = segments.Slice(next, count);
                RunTensors<TRule, V, Off>(rule, arrays, tensors);
                UpdateSums.TotalOfTensors(ref arrays.Sums, ref arrays.Previous, ref arrays.Destination, tensors, task.Statistics);
                next += count;
                continue;
            }

            UpdateSegment segment = segments[next++];
            ref UpdateStatistics statistics = ref task.Statistics[segment.Index];
            RunPart<TRule, V, Off>(rule, arrays, segment, 0, out statistics);
            for (int part = 1; part < UpdateParts.Count(segment.Length); part++)
            {
                RunPart<TRule, V, Off>(rule, arrays, segment, part, out UpdateStatistics measured);
                UpdateParts.Add(ref statistics, measured);
            }
        }
    }

    // The parts of one of several threads.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunShare<TRule, V>(in TRule rule, in UpdateTask task, in UpdateArrays arrays)
        where TRule : struct, IUpdateRule
        where V : struct, ILanes<V>
    {
        long total = 0, before = 0;
        foreach (ref readonly UpdateSegment segment in task.Segments)
        {
            total += segment.Length;
        }

        foreach (ref readonly UpdateSegment segment in task.Segments)
        {
            (int first, int end) = UpdateParts.Of(task.Network.Parameters[segment.Index], before, total, task.Part, task.Parts);
            for (int part = first; part < end; part++)
            {
                RunPart<TRule, V, On>(rule, arrays, segment, part, out task.PartSums[UpdateParts.FirstSum(segment) + part]);
            }

            before += segment.Length;
        }

        if (Sse.IsSupported)
        {
            // What was stored past the caches is there for whoever sees that this thread is done.
            Sse.StoreFence();
        }
    }

    // A part is measured in doubles, block by block.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunPart<TRule, V, TShared>(in TRule rule, in UpdateArrays arrays, in UpdateSegment segment, int part, out UpdateStatistics statistics)
        where TRule : struct, IUpdateRule
        where V : struct, ILanes<V>
        where TShared : struct, ISwitch
    {
        Unsafe.SkipInit(out UpdateSums sums);
        sums.Clear();
        int first = segment.Offset + (part * UpdateParts.Length);
        int end = Math.Min(first + UpdateParts.Length, segment.Offset + segment.Length);
        for (int start = first; start < end; start += Block)
        {
            UpdateSegment block = segment with { Offset = start, Length = Math.Min(Block, end - start) };
            RunTensors<TRule, V, TShared>(rule, arrays, new ReadOnlySpan<UpdateSegment>(in block));
            sums.Flush(ref arrays.Sums, ref arrays.Previous, ref Unsafe.Add(ref arrays.Destination, start), block.Length);
        }

        sums.Total(out statistics);
    }

    /// <summary>How many tensors from this one on, none longer than a block, are walked by one call; 0 where the first is longer.</summary>
    private static int TogetherFrom(ReadOnlySpan<UpdateSegment> segments, int first)
    {
        int length = 0;
        int next = first;
        while (next < segments.Length && next - first < UpdateSums.MostTensors && segments[next].Length <= Block && length + segments[next].Length <= Together)
        {
            length += segments[next++].Length;
        }

        return next - first;
    }

    // A method of its own because it calls nothing: the constants stay in registers from the first tensor to the last, the sums from
    // the first element of a tensor to its last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunTensors<TRule, V, TShared>(in TRule rule, in UpdateArrays arrays, ReadOnlySpan<UpdateSegment> tensors)
        where TRule : struct, IUpdateRule
        where V : struct, ILanes<V>
        where TShared : struct, ISwitch
    {
        ref float previous = ref arrays.Previous;
        ref float sums = ref arrays.Sums;
        UpdateConstants<V> constants = rule.Constants<V>();
        V zero = V.Create(0f);
        V smallest = V.Create(SmallestNormal);
        foreach (ref readonly UpdateSegment tensor in tensors)
        {
            nuint start = (nuint)tensor.Offset;
            nuint count = (nuint)tensor.Length;
            ref float weights = ref Unsafe.Add(ref arrays.Weights, start);
            ref float gradients = ref Unsafe.Add(ref arrays.Gradients, start);
            ref float destination = ref Unsafe.Add(ref arrays.Destination, start);
            ref float s0 = ref Unsafe.Add(ref arrays.S0, start);
            ref float s1 = ref Unsafe.Add(ref arrays.S1, start);
            ref float s2 = ref Unsafe.Add(ref arrays.S2, start);
            ref float s3 = ref Unsafe.Add(ref arrays.S3, start);
            for (nuint lane = 0; lane < CanonicalLanes.Count; lane += (nuint)V.Count)
            {
                V changes = zero;
                V squares = zero;
                V magnitudes = zero;
                for (nuint i = lane; i < count; i += CanonicalLanes.Count)
                {
                    V weight = V.Load(ref weights, i);
                    V gradient = V.Load(ref gradients, i);
                    V a = TRule.StateCount > 0 ? V.Load(ref s0, i) : zero;
                    V b = TRule.StateCount > 1 ? V.Load(ref s1, i) : zero;
                    V c = TRule.StateCount > 2 ? V.Load(ref s2, i) : zero;
                    V d = TRule.StateCount > 3 ? V.Load(ref s3, i) : zero;
                    V next = TRule.Apply(constants, weight, gradient, ref a, ref b, ref c, ref d);
                    weight.Store(ref previous, i);
                    if (TShared.IsOn)
                    {
                        // The other threads have read these weights in the passes.
                        next.StorePastCaches(ref destination, i);
                    }
                    else
                    {
                        next.Store(ref destination, i);
                    }

                    // Denormals slow all later steps down, and managed code cannot tell the processor to flush them. The
                    // comparison leaves NaN as it is.
                    if (TRule.StateCount > 0)
                    {
                        V.WhereGreater(smallest, V.Abs(a), zero, a).Store(ref s0, i);
                    }

                    if (TRule.StateCount > 1)
                    {
                        V.WhereGreater(smallest, V.Abs(b), zero, b).Store(ref s1, i);
                    }

                    if (TRule.StateCount > 2)
                    {
                        V.WhereGreater(smallest, V.Abs(c), zero, c).Store(ref s2, i);
                    }

                    if (TRule.StateCount > 3)
                    {
                        V.WhereGreater(smallest, V.Abs(d), zero, d).Store(ref s3, i);
                    }

                    V change = next - weight;
                    changes = V.FusedMultiplyAdd(change, change, changes);
                    squares = V.FusedMultiplyAdd(next, next, squares);
                    magnitudes = V.MaxMagnitudeBits(magnitudes, next);
                }

                changes.Store(ref sums, lane);
                squares.Store(ref sums, lane + CanonicalLanes.Count);
                magnitudes.Store(ref sums, lane + (2 * CanonicalLanes.Count));
            }

            previous = ref Unsafe.Add(ref previous, count);
            sums = ref Unsafe.Add(ref sums, UpdateSums.Length);
        }
    }
}
