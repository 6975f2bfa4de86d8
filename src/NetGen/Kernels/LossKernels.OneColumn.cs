using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

public static partial class LossKernels
{
    /// <summary>
    /// As <see cref="Run{V, TLoss}"/> for a single output, which would leave most of a register empty: whole blocks take eight rows at a time.
    /// The bits are the same, for each row is added to the sum after the one before.
    /// </summary>
    private static double OneColumn<TLoss>(
        TLoss loss, ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        ref float t = ref MemoryMarshal.GetReference(targets);
        return Lanes256.IsSupported && rows % Lanes256.Count == 0
            ? EightRows(loss, ref output, stride, ref t, ref gradient, rows, scale)
            : EachRow(loss, ref output, stride, ref t, ref gradient, rows, scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double EightRows<TLoss>(TLoss loss, ref float y, nint stride, ref float targets, ref float gradient, nint rows, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        double sum = 0;
        Lanes256 factor = Lanes256.Create(scale);
        for (nint row = 0; row < rows; row += Lanes256.Count)
        {
            ref float y4 = ref Unsafe.Add(ref y, 4 * stride);
            var outputs = Unsafe.BitCast<Vector256<float>, Lanes256>(Vector256.Create(
                y, Unsafe.Add(ref y, stride), Unsafe.Add(ref y, 2 * stride), Unsafe.Add(ref y, 3 * stride),
                y4, Unsafe.Add(ref y4, stride), Unsafe.Add(ref y4, 2 * stride), Unsafe.Add(ref y4, 3 * stride)));
            Lanes256 t = Lanes256.Load(ref targets, (nuint)row);
            Lanes256 value = loss.Evaluate(outputs, t, TLoss.IsPrepared ? PrepareRows<TLoss>(outputs, t) : t, out Lanes256 slope);
            Vector256<float> values = Unsafe.BitCast<Lanes256, Vector256<float>>(value);
            Vector256<float> slopes = Unsafe.BitCast<Lanes256, Vector256<float>>(slope * factor);
            sum = sum + values[0] + values[1] + values[2] + values[3] + values[4] + values[5] + values[6] + values[7];
            StoreRow(ref gradient, stride, slopes[0]);
            StoreRow(ref Unsafe.Add(ref gradient, stride), stride, slopes[1]);
            StoreRow(ref Unsafe.Add(ref gradient, 2 * stride), stride, slopes[2]);
            StoreRow(ref Unsafe.Add(ref gradient, 3 * stride), stride, slopes[3]);
            gradient = ref Unsafe.Add(ref gradient, 4 * stride);
            StoreRow(ref gradient, stride, slopes[4]);
            StoreRow(ref Unsafe.Add(ref gradient, stride), stride, slopes[5]);
            StoreRow(ref Unsafe.Add(ref gradient, 2 * stride), stride, slopes[6]);
            StoreRow(ref Unsafe.Add(ref gradient, 3 * stride), stride, slopes[7]);
            gradient = ref Unsafe.Add(ref gradient, 4 * stride);
            y = ref Unsafe.Add(ref y4, 4 * stride);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double EachRow<TLoss>(TLoss loss, ref float y, nint stride, ref float targets, ref float gradient, nint rows, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        double sum = 0;
        for (nint row = 0; row < rows; row++)
        {
            LanesScalar output = new(Unsafe.Add(ref y, row * stride));
            LanesScalar t = new(Unsafe.Add(ref targets, row));
            LanesScalar value = loss.Evaluate(output, t, TLoss.IsPrepared ? PrepareRow<TLoss>(output, t) : t, out LanesScalar slope);
            sum += value.Value;
            StoreRow(ref Unsafe.Add(ref gradient, row * stride), stride, slope.Value * scale);
        }

        return sum;
    }

    // By themselves for the reason that IElementwiseLoss.IsPrepared gives.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Lanes256 PrepareRows<TLoss>(Lanes256 y, Lanes256 t)
        where TLoss : struct, IElementwiseLoss => TLoss.Prepare(y, t);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static LanesScalar PrepareRow<TLoss>(LanesScalar y, LanesScalar t)
        where TLoss : struct, IElementwiseLoss => TLoss.Prepare(y, t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(ref float row, nint stride, float value)
    {
        Vector128<float> zero = Vector128<float>.Zero;
        for (nint i = Vector128<float>.Count; i < stride; i += Vector128<float>.Count)
        {
            zero.StoreUnsafe(ref row, (nuint)i);
        }

        Vector128.CreateScalar(value).StoreUnsafe(ref row);
    }
}
