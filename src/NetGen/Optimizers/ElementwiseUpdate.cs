using System.Runtime.CompilerServices;
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
        Unsafe.SkipInit(out UpdateSums sums);
        foreach (ref readonly UpdateSegment segment in task.Segments)
        {
            if (segment.Length <= Block)
            {
                RunBlock<TRule, V>(rule, arrays, (nuint)segment.Offset, (nuint)segment.Length, ref sums);
                sums.TotalOfBlock(ref arrays.Previous, ref Unsafe.Add(ref arrays.Destination, segment.Offset), segment.Length, out task.Statistics[segment.Index]);
                continue;
            }

            sums.Clear();
            nuint end = (nuint)(segment.Offset + segment.Length);
            for (nuint start = (nuint)segment.Offset; start < end; start += Block)
            {
                nuint count = Math.Min(Block, end - start);
                RunBlock<TRule, V>(rule, arrays, start, count, ref sums);
                sums.Flush(ref arrays.Previous, ref Unsafe.Add(ref arrays.Destination, start), count);
            }

            sums.Total(out task.Statistics[segment.Index]);
        }
    }

    // A method of its own because it calls nothing: constants and sums stay in registers from the first element to the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunBlock<TRule, V>(in TRule rule, in UpdateArrays arrays, nuint start, nuint count, ref UpdateSums sums)
        where TRule : struct, IUpdateRule
        where V : struct, ILanes<V>
    {
        ref float weights = ref Unsafe.Add(ref arrays.Weights, start);
        ref float gradients = ref Unsafe.Add(ref arrays.Gradients, start);
        ref float destination = ref Unsafe.Add(ref arrays.Destination, start);
        ref float previous = ref arrays.Previous;
        ref float s0 = ref Unsafe.Add(ref arrays.S0, start);
        ref float s1 = ref Unsafe.Add(ref arrays.S1, start);
        ref float s2 = ref Unsafe.Add(ref arrays.S2, start);
        ref float s3 = ref Unsafe.Add(ref arrays.S3, start);
        UpdateConstants<V> constants = rule.Constants<V>();
        V zero = V.Create(0f);
        V smallest = V.Create(SmallestNormal);
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
                next.Store(ref destination, i);

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

            changes.Store(ref sums.Changes, lane);
            squares.Store(ref sums.Weights, lane);
            magnitudes.Store(ref sums.Magnitudes, lane);
        }
    }
}
