using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

public static partial class LossKernels
{
    /// <summary>The columns that are prepared at a time: few enough to stay in the first-level cache.</summary>
    private const int PreparedColumns = 128;

    /// <summary>
    /// Loss and gradient of an element-wise loss; <paramref name="count"/> divides the sum. All widths give the same bits, so
    /// rows of few outputs take the narrowest registers that hold them.
    /// </summary>
    private static float Evaluate<TLoss>(
        TLoss loss, ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, double count, Workspace? workspace, double factor = 1)
        where TLoss : struct, IElementwiseLoss
    {
        float scale = (float)(factor / count);
        var blocks = new LossBlocks(workspace, rows, count);
        while (blocks.Next())
        {
            nint start = (nint)blocks.First * stride;
            blocks.Add(Evaluate(
                loss, ref Unsafe.Add(ref output, start), stride, targets[(blocks.First * columns)..], ref Unsafe.Add(ref gradient, start),
                blocks.End - blocks.First, columns, scale));
        }

        return blocks.Loss;
    }

    private static double Evaluate<TLoss>(
        TLoss loss, ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, float scale)
        where TLoss : struct, IElementwiseLoss =>
        Lanes512.IsSupported && columns > Lanes256.Count ? Run<Lanes512, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale)
        : Lanes256.IsSupported && columns > Lanes128.Count ? Run<Lanes256, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale)
        : Lanes128.IsSupported && columns > LanesScalar.Count ? Run<Lanes128, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale)
        : columns == 1 ? OneColumn(loss, ref output, stride, targets, ref gradient, rows, scale)
        : Run<LanesScalar, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale);

    /// <summary>
    /// Writes gradient = scale·loss' and returns Σ loss. Element [row, column] goes to canonical lane column mod 16.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double Run<V, TLoss>(
        TLoss loss, ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, float scale)
        where V : struct, ILanes<V>
        where TLoss : struct, IElementwiseLoss
    {
        DoubleSum sum = default;
        Lanes16<float> tail = default;
        Span<float> scratch = stackalloc float[TLoss.IsPrepared ? PreparedColumns : CanonicalLanes.Count];
        ref float prepared = ref scratch[0];
        int used = (columns + V.Count - 1) & -V.Count;
        int chunk = TLoss.IsPrepared ? PreparedColumns : used;
        V factor = V.Create(scale);
        for (int row = 0; row < rows; row++)
        {
            ref float y = ref Unsafe.Add(ref output, (nint)row * stride);
            ref float g = ref Unsafe.Add(ref gradient, (nint)row * stride);
            int first = row * columns;
            for (int start = 0; start < used; start += chunk)
            {
                int end = Math.Min(start + chunk, used);
                if (TLoss.IsPrepared)
                {
                    Prepare<V, TLoss>(ref y, targets, first, start, end, ref prepared, ref tail[0]);
                }

                for (int column = start; column < end; column += V.Count)
                {
                    V t = LoadTargets<V>(targets, first + column, ref tail[0]);
                    V before = TLoss.IsPrepared ? V.Load(ref prepared, (nuint)(column - start)) : t;
                    V value = loss.Evaluate(V.Load(ref y, (nuint)column), t, before, out V slope);
                    sum.Add(LaneMask.Keep(value, columns - column), column & (CanonicalLanes.Count - 1));
                    LaneMask.Keep(slope * factor, columns - column).Store(ref g, (nuint)column);
                }
            }

            RowPadding.Clear(ref g, used, stride);
        }

        return sum.Total();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Prepare<V, TLoss>(
        ref float y, ReadOnlySpan<float> targets, int first, int start, int end, ref float prepared, ref float tail)
        where V : struct, ILanes<V>
        where TLoss : struct, IElementwiseLoss
    {
        for (int column = start; column < end; column += V.Count)
        {
            V t = LoadTargets<V>(targets, first + column, ref tail);
            TLoss.Prepare(V.Load(ref y, (nuint)column), t).Store(ref prepared, (nuint)(column - start));
        }
    }

    /// <summary>
    /// Loads a register of targets. They are the caller's memory, without padding: the last of them are copied first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LoadTargets<V>(ReadOnlySpan<float> targets, int index, ref float tail)
        where V : struct, ILanes<V>
    {
        if (index + V.Count > targets.Length)
        {
            CopyTail(targets, index, ref tail);
            return V.Load(ref tail, 0);
        }

        return V.Load(in MemoryMarshal.GetReference(targets), (nuint)index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CopyTail(ReadOnlySpan<float> targets, int index, ref float tail) =>
        targets[index..].CopyTo(MemoryMarshal.CreateSpan(ref tail, CanonicalLanes.Count));
}
