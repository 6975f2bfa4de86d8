using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

public static partial class LossKernels
{
    /// <summary>
    /// -Σ t·ln softmax(z) over the classes, for logits z. With label smoothing s, t stands for t·(1 - s) + s/columns.
    /// The gradient is scale·(softmax(z)·Σt - t).
    /// </summary>
    /// <param name="output">The logits, [rows, columns], rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">The distance between rows of output and gradient, a multiple of 16.</param>
    /// <param name="targets">The probabilities, [rows, columns] without padding, or empty.</param>
    /// <param name="labels">The class indices, [rows], or empty; exactly one of both is given.</param>
    /// <param name="gradient">Receives the gradient, [rows, columns], padding zero.</param>
    /// <param name="rows">The batch size; at least 1.</param>
    /// <param name="columns">The number of classes; at least 1.</param>
    /// <param name="reduction">Mean and BatchMean: over the batch. Sum: the sum over the batch.</param>
    /// <param name="labelSmoothing">In [0, 1).</param>
    /// <param name="workspace">Whose rows are computed and where their sums go; null for all.</param>
    /// <returns>The reduced loss; infinity when it leaves the range of float, NaN when it is not a number.</returns>
    /// <exception cref="ArgumentException">Both or neither of targets and labels are given, or their length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not in 0..columns - 1, or another argument is out of its range.</exception>
    public static float SoftmaxCrossEntropy(
        ref float output, int stride, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, ref float gradient, int rows, int columns, Reduction reduction, float labelSmoothing,
        Workspace? workspace = null)
    {
        double count = BatchCount(reduction, stride, rows, columns);
        CheckClasses(targets, labels, rows, columns, labelSmoothing);
        float scale = (float)(1 / count);
        var blocks = new LossBlocks(workspace, rows, count);
        while (blocks.Next())
        {
            nint start = (nint)blocks.First * stride;
            blocks.Add(CrossEntropy(
                ref Unsafe.Add(ref output, start), stride, targets.IsEmpty ? default : targets[(blocks.First * columns)..],
                labels.IsEmpty ? default : labels[blocks.First..], ref Unsafe.Add(ref gradient, start), blocks.End - blocks.First, columns, scale, labelSmoothing));
        }

        return blocks.Loss;
    }

    private static double CrossEntropy(
        ref float output, int stride, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, ref float gradient, int rows, int columns, float scale, float smoothing) =>
        Lanes512.IsSupported && columns <= Lanes512.Count && smoothing == 0 && !labels.IsEmpty ? CrossEntropyOfLabels512(ref output, stride, labels, ref gradient, rows, columns, scale)
        : Lanes512.IsSupported ? CrossEntropy<Lanes512>(ref output, stride, targets, labels, ref gradient, rows, columns, scale, smoothing)
        : Lanes256.IsSupported ? CrossEntropy<Lanes256>(ref output, stride, targets, labels, ref gradient, rows, columns, scale, smoothing)
        : Lanes128.IsSupported ? CrossEntropy<Lanes128>(ref output, stride, targets, labels, ref gradient, rows, columns, scale, smoothing)
        : CrossEntropy<LanesScalar>(ref output, stride, targets, labels, ref gradient, rows, columns, scale, smoothing);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double CrossEntropy<V>(
        ref float output, int stride, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, ref float gradient, int rows, int columns, float scale, float smoothing)
        where V : struct, ILanes<V>
    {
        DoubleSum sum = default;
        float share = 1f - smoothing;
        float uniform = smoothing / columns;
        for (int row = 0; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref output, (nint)row * stride);
            ref float g = ref Unsafe.Add(ref gradient, (nint)row * stride);
            float max = SoftmaxRow.Max<V>(ref z, columns);
            float total = SoftmaxRow.ExpSum<V>(ref z, max, ref g, columns, stride);
            float logTotal = VectorMath.Log(total);
            if (labels.IsEmpty)
            {
                SoftTargetRow<V>(ref z, ref g, targets, row * columns, columns, max, total, logTotal, scale, share, uniform, ref sum);
                continue;
            }

            int label = labels[row];
            float e = Unsafe.Add(ref g, label);
            float probability = 1f / total;
            LabelRow<V>(ref z, ref g, columns, max, probability, logTotal, scale, uniform, ref sum);
            Unsafe.Add(ref g, label) = MathF.FusedMultiplyAdd(e, probability, -(uniform + share)) * scale;
            sum.Add(share * (max - Unsafe.Add(ref z, label) + logTotal), label & (CanonicalLanes.Count - 1));
        }

        return sum.Total();
    }

    /// <summary>The row of a label, but for the label itself: every class has the uniform share of the smoothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LabelRow<V>(
        ref float z, ref float g, int columns, float max, float probability, float logTotal, float scale, float uniform, ref DoubleSum sum)
        where V : struct, ILanes<V>
    {
        V target = V.Create(uniform);
        V p = V.Create(probability);
        V factor = V.Create(scale);
        for (int column = 0; column < columns; column += V.Count)
        {
            V slope = V.FusedMultiplyAdd(V.Load(ref g, (nuint)column), p, -target) * factor;
            LaneMask.Keep(slope, columns - column).Store(ref g, (nuint)column);
            if (uniform != 0)
            {
                V value = target * (V.Create(max) - V.Load(ref z, (nuint)column) + V.Create(logTotal));
                sum.Add(LaneMask.Keep(value, columns - column), column & (CanonicalLanes.Count - 1));
            }
        }
    }

    /// <summary>The row of a distribution, which need not sum to 1 exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SoftTargetRow<V>(
        ref float z, ref float g, ReadOnlySpan<float> targets, int first, int columns, float max, float total, float logTotal, float scale, float share, float uniform, ref DoubleSum sum)
        where V : struct, ILanes<V>
    {
        Lanes16<float> tail = default;
        V weight = V.Create(share);
        V floor = V.Create(uniform);
        V p = V.Create(TargetSum<V>(targets, first, columns, share, uniform) / total);
        V factor = V.Create(scale);
        V zero = V.Create(0f);
        for (int column = 0; column < columns; column += V.Count)
        {
            V target = V.FusedMultiplyAdd(LoadTargets<V>(targets, first + column, ref tail[0]), weight, floor);
            V slope = V.FusedMultiplyAdd(V.Load(ref g, (nuint)column), p, -target) * factor;
            LaneMask.Keep(slope, columns - column).Store(ref g, (nuint)column);

            // A class of target zero contributes nothing, even at a logit of -infinity; a target that is NaN stays one.
            V value = target * (V.Create(max) - V.Load(ref z, (nuint)column) + V.Create(logTotal));
            value = V.WhereGreater(V.Abs(target), zero, value, target);
            sum.Add(LaneMask.Keep(value, columns - column), column & (CanonicalLanes.Count - 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float TargetSum<V>(ReadOnlySpan<float> targets, int first, int columns, float share, float uniform)
        where V : struct, ILanes<V>
    {
        Lanes16<float> tail = default;
        Lanes16<float> lanes = default;
        for (int lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
        {
            V sum = V.Create(0f);
            for (int column = lane; column < columns; column += CanonicalLanes.Count)
            {
                V target = V.FusedMultiplyAdd(LoadTargets<V>(targets, first + column, ref tail[0]), V.Create(share), V.Create(uniform));
                sum += LaneMask.Keep(target, columns - column);
            }

            sum.Store(ref lanes[0], (nuint)lane);
        }

        return CanonicalLanes.Sum(in lanes[0]);
    }

    private static void CheckClasses(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, int rows, int columns, float labelSmoothing)
    {
        if (!(labelSmoothing is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, $"The label smoothing is {labelSmoothing}; it must be in [0, 1).");
        }

        if (targets.IsEmpty == labels.IsEmpty)
        {
            throw new ArgumentException(
                $"Softmax cross-entropy needs either {rows} labels or {(long)rows * columns} probabilities; given are {labels.Length} and {targets.Length}.",
                nameof(targets));
        }

        if (labels.IsEmpty)
        {
            CheckTargets(targets, rows, columns);
            return;
        }

        if (labels.Length != rows)
        {
            throw new ArgumentException($"There are {labels.Length} labels for a batch of {rows}.", nameof(labels));
        }

        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)columns)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[row], $"The label of sample {row} is {labels[row]}; with {columns} classes it must be in 0..{columns - 1}.");
            }
        }
    }
}
