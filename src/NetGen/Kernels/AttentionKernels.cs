using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The softmax of scaled dot-product attention (Vaswani et al. 2017), called by generated code between the matrix products: one square
/// of scores for a sample and a head, a query a row and a key a column, rows <c>stride</c> floats apart. Horizontal sums go through 16
/// canonical lanes: the same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AttentionKernels
{
    /// <summary>
    /// p = softmax(scale·s) over the keys that a query may see, 0 for the others and in the padding: all keys, or with
    /// <paramref name="causal"/> those up to the query itself; none past the length of the sample.
    /// </summary>
    public static void Softmax(ref float scores, float scale, bool causal, ref float length, int steps, int stride)
    {
        RowPadding.CheckStride(steps, stride);
        int keys = Unsafe.IsNullRef(ref length) ? steps : (int)length;
        if (Lanes512.IsSupported)
        {
            Softmax<Lanes512>(ref scores, scale, causal, keys, steps, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Softmax<Lanes256>(ref scores, scale, causal, keys, steps, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Softmax<Lanes128>(ref scores, scale, causal, keys, steps, stride);
        }
        else
        {
            Softmax<LanesScalar>(ref scores, scale, causal, keys, steps, stride);
        }
    }

    /// <summary>
    /// As <see cref="Softmax(ref float, float, bool, ref float, int, int)"/> for one query that sees so many keys: a step of a stream. Writes
    /// the keys rounded up to 16.
    /// </summary>
    public static void SoftmaxOfStep(ref float scores, float scale, int seen)
    {
        if (Lanes512.IsSupported)
        {
            SoftmaxOfStep<Lanes512>(ref scores, scale, seen);
        }
        else if (Lanes256.IsSupported)
        {
            SoftmaxOfStep<Lanes256>(ref scores, scale, seen);
        }
        else if (Lanes128.IsSupported)
        {
            SoftmaxOfStep<Lanes128>(ref scores, scale, seen);
        }
        else
        {
            SoftmaxOfStep<LanesScalar>(ref scores, scale, seen);
        }
    }

    /// <summary>Writes the key of a step into its column of the keys that a stream keeps: [width, stride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Remember(ref float key, ref float column, int stride, int width)
    {
        for (nint i = 0; i < width; i++)
        {
            Unsafe.Add(ref column, i * stride) = Unsafe.Add(ref key, i);
        }
    }

    /// <summary>ds = scale·p·(dp - Σ p·dp), row by row; <paramref name="delta"/> holds dp before and ds after.</summary>
    public static void SoftmaxBackward(ref float probabilities, ref float delta, float scale, int steps, int stride)
    {
        RowPadding.CheckStride(steps, stride);
        if (Lanes512.IsSupported)
        {
            SoftmaxBackward<Lanes512>(ref probabilities, ref delta, scale, steps, stride);
        }
        else if (Lanes256.IsSupported)
        {
            SoftmaxBackward<Lanes256>(ref probabilities, ref delta, scale, steps, stride);
        }
        else if (Lanes128.IsSupported)
        {
            SoftmaxBackward<Lanes128>(ref probabilities, ref delta, scale, steps, stride);
        }
        else
        {
            SoftmaxBackward<LanesScalar>(ref probabilities, ref delta, scale, steps, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Softmax<V>(ref float scores, float scale, bool causal, int keys, int steps, int stride)
        where V : struct, ILanes<V>
    {
        for (int query = 0; query < steps; query++)
        {
            ref float s = ref Unsafe.Add(ref scores, (nint)query * stride);
            int seen = query < keys ? causal ? query + 1 : keys : 0;
            int covered = (seen + CanonicalLanes.Count - 1) & ~(CanonicalLanes.Count - 1);
            RowPadding.Clear(ref s, covered, stride);
            if (seen != 0)
            {
                Softmax<V>(ref s, scale, seen, covered);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void SoftmaxOfStep<V>(ref float scores, float scale, int seen)
        where V : struct, ILanes<V> =>
        Softmax<V>(ref scores, scale, seen, (seen + CanonicalLanes.Count - 1) & ~(CanonicalLanes.Count - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Softmax<V>(ref float s, float scale, int seen, int covered)
        where V : struct, ILanes<V>
    {
        for (nint j = 0; j < covered; j += V.Count)
        {
            (V.Load(ref s, (nuint)j) * scale).Store(ref s, (nuint)j);
        }

        float sum = SoftmaxRow.ExpSum<V>(ref s, SoftmaxRow.Max<V>(ref s, seen), ref s, seen, covered);
        V divisor = V.Create(sum);
        for (nint j = 0; j < covered; j += V.Count)
        {
            (V.Load(ref s, (nuint)j) / divisor).Store(ref s, (nuint)j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void SoftmaxBackward<V>(ref float probabilities, ref float delta, float scale, int steps, int stride)
        where V : struct, ILanes<V>
    {
        for (int query = 0; query < steps; query++)
        {
            ref float p = ref Unsafe.Add(ref probabilities, (nint)query * stride);
            ref float d = ref Unsafe.Add(ref delta, (nint)query * stride);
            V zero = V.Create(0f);
            V sum = V.Create(SoftmaxRow.Dot<V>(ref p, ref d, steps));
            for (nint j = 0; j < stride; j += V.Count)
            {
                // The sum with zero turns -0 into the +0 that padding holds.
                V product = V.Load(ref p, (nuint)j) * (V.Load(ref d, (nuint)j) - sum);
                V.FusedMultiplyAdd(product, scale, zero).Store(ref d, (nuint)j);
            }
        }
    }
}
