using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The losses, called by generated code. Each takes the outputs y [rows, columns] with rows <c>stride</c> floats apart (a
/// multiple of 16, padded, aligned) and targets t [rows, columns] without padding, writes the derivative of the reduced loss
/// with respect to every output into <c>gradient</c> (laid out like the outputs, zero in the padding), and returns the reduced
/// loss: summed in double in a fixed order, infinity when it leaves the range of float, NaN when it is not a number.
/// The same bits at every vector width. With the workspace of a thread that computes some rows, the same for these rows; what is returned
/// is then not the loss, which <see cref="Workspace"/> puts together when all threads are done.
/// </summary>
/// <remarks>
/// All throw <see cref="ArgumentOutOfRangeException"/> when rows or columns are below 1, the stride is not a multiple of 16
/// that holds a row, or the reduction is unknown, and <see cref="ArgumentException"/> when the number of targets is not
/// rows·columns, before anything is written.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class LossKernels
{
    /// <summary>(y - t)².</summary>
    public static float MeanSquaredError(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        return Evaluate(default(HalfGradientSquaredError), ref output, stride, targets, ref gradient, rows, columns, count, workspace, factor: 2);
    }

    /// <summary>|y - t|; its derivative at y = t is 0.</summary>
    public static float MeanAbsoluteError(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        return Evaluate(default(AbsoluteError), ref output, stride, targets, ref gradient, rows, columns, count, workspace);
    }

    /// <summary>(y - t)²/2 where |y - t| ≤ delta, delta·(|y - t| - delta/2) elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Delta is not greater than 0.</exception>
    public static float Huber(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, float delta, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        if (!(delta > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(delta), delta, $"The delta of the Huber loss is {delta}; it must be greater than 0.");
        }

        return Evaluate(new HuberLoss(delta), ref output, stride, targets, ref gradient, rows, columns, count, workspace);
    }

    /// <summary>ln cosh(y - t), without cancellation near 0 and overflow far from it.</summary>
    public static float LogCosh(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        return Evaluate(default(LogCoshLoss), ref output, stride, targets, ref gradient, rows, columns, count, workspace);
    }

    /// <summary>softplus(y) - t·y: the binary cross-entropy of logits y and probabilities t.</summary>
    public static float BinaryCrossEntropy(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        return Evaluate(default(LogisticLoss), ref output, stride, targets, ref gradient, rows, columns, count, workspace);
    }

    /// <summary>max(0, 1 - t·y) for t = ±1; its derivative at the kink is 0.</summary>
    public static float Hinge(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        return Evaluate(default(HingeLoss), ref output, stride, targets, ref gradient, rows, columns, count, workspace);
    }

    /// <summary>max(0, 1 - t·y)² for t = ±1.</summary>
    public static float SquaredHinge(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        return Evaluate(default(HalfGradientSquaredHinge), ref output, stride, targets, ref gradient, rows, columns, count, workspace, factor: 2);
    }

    /// <summary>exp(y) - t·y for log-rates y and counts t.</summary>
    public static float PoissonNLL(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        return Evaluate(default(PoissonLoss), ref output, stride, targets, ref gradient, rows, columns, count, workspace);
    }

    /// <summary>t·(ln t - y) for log-probabilities y and probabilities t, 0 at t = 0. The mean is the one over the batch.</summary>
    public static float KLDivergence(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
    {
        double count = BatchCount(reduction, stride, rows, columns);
        CheckTargets(targets, rows, columns);
        return Evaluate(default(DivergenceLoss), ref output, stride, targets, ref gradient, rows, columns, count, workspace);
    }

    /// <summary>A loss of the user's own, one output at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Custom<TLoss>(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null)
        where TLoss : struct, ILoss
    {
        double count = ElementCount(reduction, stride, targets, rows, columns);
        var blocks = new LossBlocks(workspace, rows, count);
        while (blocks.Next())
        {
            blocks.Add(Custom<TLoss>(ref output, stride, targets, ref gradient, blocks.First, blocks.End, columns, (float)(1 / count)));
        }

        return blocks.Loss;
    }

    private static double Custom<TLoss>(ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int first, int end, int columns, float scale)
        where TLoss : struct, ILoss
    {
        DoubleSum sum = default;
        for (int row = first; row < end; row++)
        {
            ref float y = ref Unsafe.Add(ref output, (nint)row * stride);
            ref float g = ref Unsafe.Add(ref gradient, (nint)row * stride);
            ReadOnlySpan<float> t = targets.Slice(row * columns, columns);
            for (int column = 0; column < t.Length; column++)
            {
                float value = Unsafe.Add(ref y, column);
                sum.Add(TLoss.Value(value, t[column]), column & (CanonicalLanes.Count - 1));
                Unsafe.Add(ref g, column) = TLoss.Derivative(value, t[column]) * scale;
            }

            RowPadding.Clear(ref g, columns, stride);
        }

        return sum.Total();
    }

    /// <summary>What the sum over all elements is divided by.</summary>
    private static double ElementCount(Reduction reduction, int stride, ReadOnlySpan<float> targets, int rows, int columns)
    {
        double batch = BatchCount(reduction, stride, rows, columns);
        CheckTargets(targets, rows, columns);
        return reduction == Reduction.Mean ? batch * columns : batch;
    }

    /// <summary>What the sum over the samples is divided by.</summary>
    private static double BatchCount(Reduction reduction, int stride, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        RowPadding.CheckStride(columns, stride);
        return reduction switch
        {
            Reduction.Mean or Reduction.BatchMean => rows,
            Reduction.Sum => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, $"There is no reduction {(int)reduction}."),
        };
    }

    private static void CheckTargets(ReadOnlySpan<float> targets, int rows, int columns)
    {
        if (targets.Length != (long)rows * columns)
        {
            throw new ArgumentException(
                $"There are {targets.Length} targets; {rows} samples with {columns} outputs need {(long)rows * columns}.", nameof(targets));
        }
    }
}
