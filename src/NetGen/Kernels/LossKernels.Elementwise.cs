using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

public static partial class LossKernels
{
    /// <summary>Loss and gradient of an elementwise loss at the widest registers; <paramref name="count"/> divides the sum.</summary>
    private static float Evaluate<TLoss>(
        TLoss loss, ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, double count, double factor = 1)
        where TLoss : struct, IElementwiseLoss
    {
        float scale = (float)(factor / count);
        double sum =
            Lanes512.IsSupported ? Run<Lanes512, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale)
            : Lanes256.IsSupported ? Run<Lanes256, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale)
            : Lanes128.IsSupported ? Run<Lanes128, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale)
            : Run<LanesScalar, TLoss>(loss, ref output, stride, targets, ref gradient, rows, columns, scale);
        return (float)(sum / count);
    }

    /// <summary>
    /// Writes gradient = scale·loss' and returns Σ loss. Element [row, column] goes to canonical lane column mod 16.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Run<V, TLoss>(
        TLoss loss, ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, float scale)
        where V : struct, ILanes<V>
        where TLoss : struct, IElementwiseLoss
    {
        DoubleSum sum = default;
        Lanes16<float> tail = default;
        V factor = V.Create(scale);
        V zero = V.Create(0f);
        for (int row = 0; row < rows; row++)
        {
            ref float y = ref Unsafe.Add(ref output, (nint)row * stride);
            ref float g = ref Unsafe.Add(ref gradient, (nint)row * stride);
            int first = row * columns;
            for (int column = 0; column < stride; column += V.Count)
            {
                int remaining = columns - column;
                V slope = zero;
                if (remaining > 0)
                {
                    V t = LoadTargets<V>(targets, first + column, ref tail[0]);
                    V value = loss.Evaluate(V.Load(ref y, (nuint)column), t, out slope);
                    sum.Add(LaneMask.Keep(value, remaining), column & (CanonicalLanes.Count - 1));
                    slope = LaneMask.Keep(slope * factor, remaining);
                }

                slope.Store(ref g, (nuint)column);
            }
        }

        return sum.Total();
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
