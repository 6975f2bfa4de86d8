using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>
/// dL/dx = dL/dz Wᵀ for a few samples: each element as the scalar product of two rows. For many samples a transposed weight is
/// cheaper, because a matrix product needs no horizontal sums.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InputGradientKernel
{
    /// <summary>
    /// dx[m, i] = Σ over o of dz[m, o]·w[i, o], in 16 canonical lanes: lane l takes o ≡ l (mod 16), ascending, with fused multiply-add.
    /// </summary>
    /// <param name="dz">The gradient of the layer's output, [rows, stride], padding zero.</param>
    /// <param name="stride">The units rounded up to 16.</param>
    /// <param name="weight">[inputs, stride], padding zero.</param>
    /// <param name="weightStride">The distance between rows of the weight: a multiple of 16, at least <paramref name="stride"/>.</param>
    /// <param name="dx">Receives the gradient of the layer's input, [rows, inputs], padding zero.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="inputStride">The inputs rounded up to 16.</param>
    /// <param name="rows">The number of samples.</param>
    public static void Dot(ref float dz, int stride, ref float weight, int weightStride, ref float dx, int inputs, int inputStride, int rows)
    {
        if (Lanes512.IsSupported)
        {
            Dot512(ref dz, stride, ref weight, weightStride, ref dx, inputs, inputStride, rows);
        }
        else if (Lanes256.IsSupported)
        {
            Dot<Lanes256>(ref dz, stride, ref weight, weightStride, ref dx, inputs, inputStride, rows);
        }
        else if (Lanes128.IsSupported)
        {
            Dot<Lanes128>(ref dz, stride, ref weight, weightStride, ref dx, inputs, inputStride, rows);
        }
        else
        {
            Dot<LanesScalar>(ref dz, stride, ref weight, weightStride, ref dx, inputs, inputStride, rows);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Dot<V>(ref float dz, nint stride, ref float weight, nint weightStride, ref float dx, nint inputs, nint inputStride, nint rows)
        where V : struct, ILanes<V>
    {
        Unsafe.SkipInit(out Lanes16<float> lanes);
        for (nint row = 0; row < rows; row++)
        {
            ref float w = ref weight;
            for (nint i = 0; i < inputs; i++)
            {
                for (nint lane = 0; lane < CanonicalLanes.Count; lane += V.Count)
                {
                    V sum = V.Create(0f);
                    for (nint o = lane; o < stride; o += CanonicalLanes.Count)
                    {
                        sum = V.FusedMultiplyAdd(V.Load(ref w, (nuint)o), V.Load(ref dz, (nuint)o), sum);
                    }

                    sum.Store(ref lanes[0], (nuint)lane);
                }

                Unsafe.Add(ref dx, i) = CanonicalLanes.Sum(ref lanes[0]);
                w = ref Unsafe.Add(ref w, weightStride);
            }

            ClearPadding(ref dx, inputs, inputStride);
            dz = ref Unsafe.Add(ref dz, stride);
            dx = ref Unsafe.Add(ref dx, inputStride);
        }
    }

    // One register holds all lanes, and four of them are summed at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Dot512(ref float dz, nint stride, ref float weight, nint weightStride, ref float dx, nint inputs, nint inputStride, nint rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float w = ref weight;
            nint i = 0;
            for (; i + 4 <= inputs; i += 4)
            {
                Vector512<float> sum0 = Vector512<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                ref float w1 = ref Unsafe.Add(ref w, weightStride);
                ref float w2 = ref Unsafe.Add(ref w1, weightStride);
                ref float w3 = ref Unsafe.Add(ref w2, weightStride);
                for (nint o = 0; o < stride; o += CanonicalLanes.Count)
                {
                    Vector512<float> d = Vector512.LoadUnsafe(ref dz, (nuint)o);
                    sum0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, (nuint)o), d, sum0);
                    sum1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w1, (nuint)o), d, sum1);
                    sum2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w2, (nuint)o), d, sum2);
                    sum3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w3, (nuint)o), d, sum3);
                }

                UnitKernel.Sums(sum0, sum1, sum2, sum3).StoreUnsafe(ref dx, (nuint)i);
                w = ref Unsafe.Add(ref w3, weightStride);
            }

            for (; i < inputs; i++)
            {
                Vector512<float> sum = Vector512<float>.Zero;
                for (nint o = 0; o < stride; o += CanonicalLanes.Count)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, (nuint)o), Vector512.LoadUnsafe(ref dz, (nuint)o), sum);
                }

                Unsafe.Add(ref dx, i) = UnitKernel.Sum(sum);
                w = ref Unsafe.Add(ref w, weightStride);
            }

            ClearPadding(ref dx, inputs, inputStride);
            dz = ref Unsafe.Add(ref dz, stride);
            dx = ref Unsafe.Add(ref dx, inputStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearPadding(ref float row, nint columns, nint stride)
    {
        for (nint i = columns; i < stride; i++)
        {
            Unsafe.Add(ref row, i) = 0f;
        }
    }
}
