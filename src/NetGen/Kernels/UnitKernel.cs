using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

/// <summary>z = x W + b for a dense layer of few units, whose weights lie unit by unit: each z as the scalar product of two rows.</summary>
/// <remarks>
/// The products of a scalar product are added in 16 canonical lanes, each with fused multiply-add over the inputs ascending, the lanes in the
/// tree of <see cref="CanonicalLanes"/>, and the bias at the end: the same bits at every width, for any number of rows.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UnitKernel
{
    /// <summary>The floats of a row of z.</summary>
    private const int ZStride = CanonicalLanes.Count;

    /// <summary>z[r, u] = the sum over i of x[r, i]·w[u, i], + b[u]; zeros in the padding of z.</summary>
    /// <param name="x">The layer's input, [rows, inputs].</param>
    /// <param name="xStride">The distance between rows of x.</param>
    /// <param name="weight">The weights, [units, inputs].</param>
    /// <param name="weightStride">The distance between units of the weight.</param>
    /// <param name="bias">The biases, padded to 16; a null reference for none.</param>
    /// <param name="z">Receives the output, [rows, units], a row every 16.</param>
    /// <param name="inputs">The number of inputs: a multiple of 16.</param>
    /// <param name="units">The number of units, at most 16.</param>
    /// <param name="rows">The number of samples.</param>
    public static void Forward(ref float x, nint xStride, ref float weight, nint weightStride, ref float bias, ref float z, nint inputs, nint units, nint rows)
    {
        if (Lanes512.IsSupported)
        {
            if (units == 1)
            {
                ForwardOne512(ref x, xStride, ref weight, ref bias, ref z, inputs, rows);
            }
            else
            {
                Forward512(ref x, xStride, ref weight, weightStride, ref bias, ref z, inputs, units, rows);
            }
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256>(ref x, xStride, ref weight, weightStride, ref bias, ref z, inputs, units, rows);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128>(ref x, xStride, ref weight, weightStride, ref bias, ref z, inputs, units, rows);
        }
        else
        {
            Forward<LanesScalar>(ref x, xStride, ref weight, weightStride, ref bias, ref z, inputs, units, rows);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<V>(
        ref float x, nint xStride, ref float weight, nint weightStride, ref float bias, ref float z, nint inputs, nint units, nint rows)
        where V : struct, ILanes<V>
    {
        Unsafe.SkipInit(out Lanes16<float> lanes);
        for (nint row = 0; row < rows; row++)
        {
            ref float w = ref weight;
            for (nint unit = 0; unit < ZStride; unit++)
            {
                if (unit >= units)
                {
                    Unsafe.Add(ref z, unit) = 0f;
                    continue;
                }

                float sum;
                if (typeof(V) == typeof(Lanes256))
                {
                    V low = V.Create(0f), high = low;
                    for (nint i = 0; i < inputs; i += CanonicalLanes.Count)
                    {
                        low = V.FusedMultiplyAdd(V.Load(ref x, (nuint)i), V.Load(ref w, (nuint)i), low);
                        high = V.FusedMultiplyAdd(V.Load(ref x, (nuint)(i + V.Count)), V.Load(ref w, (nuint)(i + V.Count)), high);
                    }

                    sum = Sum(Unsafe.BitCast<V, Vector256<float>>(low), Unsafe.BitCast<V, Vector256<float>>(high));
                }
                else
                {
                    for (nint lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
                    {
                        V part = V.Create(0f);
                        for (nint i = lane; i < inputs; i += CanonicalLanes.Count)
                        {
                            part = V.FusedMultiplyAdd(V.Load(ref x, (nuint)i), V.Load(ref w, (nuint)i), part);
                        }

                        part.Store(ref lanes[0], (nuint)lane);
                    }

                    sum = CanonicalLanes.Sum(ref lanes[0]);
                }

                Unsafe.Add(ref z, unit) = sum + (Unsafe.IsNullRef(ref bias) ? 0f : Unsafe.Add(ref bias, unit));
                w = ref Unsafe.Add(ref w, weightStride);
            }

            x = ref Unsafe.Add(ref x, xStride);
            z = ref Unsafe.Add(ref z, ZStride);
        }
    }

    // Four units at a time share what is loaded of x, and the last steps of their sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Forward512(
        ref float x, nint xStride, ref float weight, nint weightStride, ref float bias, ref float z, nint inputs, nint units, nint rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            Vector512<float>.Zero.StoreUnsafe(ref z);
            ref float w = ref weight;
            nint unit = 0;
            for (; unit + 4 <= units; unit += 4)
            {
                Vector512<float> sum0 = Vector512<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                ref float w1 = ref Unsafe.Add(ref w, weightStride);
                ref float w2 = ref Unsafe.Add(ref w1, weightStride);
                ref float w3 = ref Unsafe.Add(ref w2, weightStride);
                for (nint i = 0; i < inputs; i += CanonicalLanes.Count)
                {
                    Vector512<float> xi = Vector512.LoadUnsafe(ref x, (nuint)i);
                    sum0 = Vector512.FusedMultiplyAdd(xi, Vector512.LoadUnsafe(ref w, (nuint)i), sum0);
                    sum1 = Vector512.FusedMultiplyAdd(xi, Vector512.LoadUnsafe(ref w1, (nuint)i), sum1);
                    sum2 = Vector512.FusedMultiplyAdd(xi, Vector512.LoadUnsafe(ref w2, (nuint)i), sum2);
                    sum3 = Vector512.FusedMultiplyAdd(xi, Vector512.LoadUnsafe(ref w3, (nuint)i), sum3);
                }

                Vector128<float> start = Unsafe.IsNullRef(ref bias) ? Vector128<float>.Zero : Vector128.LoadUnsafe(ref bias, (nuint)unit);
                (Sums(sum0, sum1, sum2, sum3) + start).StoreUnsafe(ref z, (nuint)unit);
                w = ref Unsafe.Add(ref w3, weightStride);
            }

            for (; unit < units; unit++)
            {
                Vector512<float> sum = Vector512<float>.Zero;
                for (nint i = 0; i < inputs; i += CanonicalLanes.Count)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref w, (nuint)i), sum);
                }

                Unsafe.Add(ref z, unit) = Sum(sum) + (Unsafe.IsNullRef(ref bias) ? 0f : Unsafe.Add(ref bias, unit));
                w = ref Unsafe.Add(ref w, weightStride);
            }

            x = ref Unsafe.Add(ref x, xStride);
            z = ref Unsafe.Add(ref z, ZStride);
        }
    }

    // The one unit for four rows at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardOne512(ref float x, nint xStride, ref float weight, ref float bias, ref float z, nint inputs, nint rows)
    {
        float start = Unsafe.IsNullRef(ref bias) ? 0f : bias;
        nint row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            Vector512<float> sum0 = Vector512<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
            ref float x1 = ref Unsafe.Add(ref x, xStride);
            ref float x2 = ref Unsafe.Add(ref x1, xStride);
            ref float x3 = ref Unsafe.Add(ref x2, xStride);
            for (nint i = 0; i < inputs; i += CanonicalLanes.Count)
            {
                Vector512<float> w = Vector512.LoadUnsafe(ref weight, (nuint)i);
                sum0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), w, sum0);
                sum1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x1, (nuint)i), w, sum1);
                sum2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x2, (nuint)i), w, sum2);
                sum3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x3, (nuint)i), w, sum3);
            }

            Vector128<float> four = Sums(sum0, sum1, sum2, sum3) + Vector128.Create(start);
            Vector512.CreateScalar(four[0]).StoreUnsafe(ref z);
            Vector512.CreateScalar(four[1]).StoreUnsafe(ref z, ZStride);
            Vector512.CreateScalar(four[2]).StoreUnsafe(ref z, 2 * ZStride);
            Vector512.CreateScalar(four[3]).StoreUnsafe(ref z, 3 * ZStride);
            x = ref Unsafe.Add(ref x3, xStride);
            z = ref Unsafe.Add(ref z, 4 * ZStride);
        }

        for (; row < rows; row++)
        {
            Vector512<float> sum = Vector512<float>.Zero;
            for (nint i = 0; i < inputs; i += CanonicalLanes.Count)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref weight, (nuint)i), sum);
            }

            Vector512.CreateScalar(Sum(sum) + start).StoreUnsafe(ref z);
            x = ref Unsafe.Add(ref x, xStride);
            z = ref Unsafe.Add(ref z, ZStride);
        }
    }

    // The sums of four registers of lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Sums(Vector512<float> sum0, Vector512<float> sum1, Vector512<float> sum2, Vector512<float> sum3)
    {
        Vector128<float> low = Halves(Quarter(sum0), Quarter(sum1)), high = Halves(Quarter(sum2), Quarter(sum3));
        return Sse.Shuffle(low, high, 0b10_00_10_00) + Sse.Shuffle(low, high, 0b11_01_11_01);
    }

    /// <summary>The sum of 16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> lanes) => Sum(Quarter(lanes));

    /// <summary>The sum of 16 lanes in two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> lanes0, Vector256<float> lanes1)
    {
        Vector256<float> eight = lanes0 + lanes1;
        return Sum(eight.GetLower() + eight.GetUpper());
    }

    /// <summary>The sum of 16 lanes in four registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> lanes0, Vector128<float> lanes1, Vector128<float> lanes2, Vector128<float> lanes3) =>
        Sum(lanes0 + lanes2 + (lanes1 + lanes3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> four) => four[0] + four[2] + (four[1] + four[3]);

    // The upper half added to the lower, twice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(Vector512<float> lanes)
    {
        Vector256<float> eight = lanes.GetLower() + lanes.GetUpper();
        return eight.GetLower() + eight.GetUpper();
    }

    // a0 + a2, a1 + a3, b0 + b2, b1 + b3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Halves(Vector128<float> a, Vector128<float> b) => Sse.MoveLowToHigh(a, b) + Sse.MoveHighToLow(b, a);
}
