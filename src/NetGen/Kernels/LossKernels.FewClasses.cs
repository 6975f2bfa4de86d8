using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

public static partial class LossKernels
{
    /// <summary>
    /// As <see cref="CrossEntropy{V}"/> for labels of at most 16 classes, without smoothing, with the same bits: a row is one register, and the
    /// logarithms of eight rows are taken at once.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double CrossEntropyOfLabels512(
        ref float output, int stride, ReadOnlySpan<int> labels, ref float gradient, int rows, int columns, float scale)
    {
        Lanes16<double> sums = default;
        Unsafe.SkipInit(out Lanes16<float> largest);
        Unsafe.SkipInit(out Lanes16<float> totals);
        Vector512<float> isClass = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(columns)).AsSingle();
        Vector512<float> lowest = Vector512.Create(float.NegativeInfinity);
        Vector512<float> factor = Vector512.Create(scale);
        for (int first = 0; first < rows; first += Vector256<float>.Count)
        {
            int count = Math.Min(Vector256<float>.Count, rows - first);
            ref float z = ref Unsafe.Add(ref output, (nint)first * stride);
            ref float g = ref Unsafe.Add(ref gradient, (nint)first * stride);
            Vector256.Create(1f).StoreUnsafe(ref totals[0]);
            for (int row = 0; row < count; row++)
            {
                Vector512<float> logits = Vector512.LoadUnsafe(ref z, (nuint)(row * stride));
                float max = Largest(Avx512F.Max(Vector512.ConditionalSelect(isClass, logits, lowest), lowest));
                Vector512<float> e = Vector512.ConditionalSelect(isClass, VectorMath.Exp(logits - Vector512.Create(max)), Vector512<float>.Zero);
                e.StoreUnsafe(ref g, (nuint)(row * stride));
                largest[row] = max;
                totals[row] = UnitKernel.Sum(e);
            }

            LogarithmOfEight(ref totals[0], ref totals[8]);
            for (int row = 0; row < count; row++)
            {
                int label = labels[first + row];
                float e = Unsafe.Add(ref g, label);
                float probability = 1f / totals[row];
                Vector512<float> slope = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref g), Vector512.Create(probability), Vector512.Create(-0f)) * factor;
                Vector512.ConditionalSelect(isClass, slope, Vector512<float>.Zero).StoreUnsafe(ref g);
                Unsafe.Add(ref g, label) = MathF.FusedMultiplyAdd(e, probability, -1f) * scale;
                sums[label] += largest[row] - Unsafe.Add(ref z, label) + totals[row + 8];
                z = ref Unsafe.Add(ref z, stride);
                g = ref Unsafe.Add(ref g, stride);
            }
        }

        return CanonicalLanes.Sum(in sums[0]);
    }

    // By itself, because the JIT inlines one transcendental function into a method, but gives up on two.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LogarithmOfEight(ref float values, ref float logarithms) =>
        VectorMath.Log(Vector256.LoadUnsafe(ref values)).StoreUnsafe(ref logarithms);

    // The tree of CanonicalLanes.Max: each step takes its second operand unless the first is larger.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(Vector512<float> lanes)
    {
        Vector256<float> eight = Avx.Max(lanes.GetLower(), lanes.GetUpper());
        Vector128<float> four = Sse.Max(eight.GetLower(), eight.GetUpper());
        Vector128<float> two = Sse.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Sse.MaxScalar(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
