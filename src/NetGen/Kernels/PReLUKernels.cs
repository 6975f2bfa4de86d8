using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The leaky ReLU with learned slope (He et al. 2015; PyTorch <c>PReLU</c>), called by generated code: f(x) = x for x &gt; 0,
/// a·x otherwise. Matrices are [rows, columns] with rows <c>stride</c> floats apart, a multiple of 16; the slope is one
/// number, or <c>stride</c> numbers if there is one for each unit. The padding of results is written as zero. The same bits at
/// every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PReLUKernels
{
    /// <summary>y = x for x &gt; 0, a·x otherwise. x and y may be the same memory.</summary>
    public static void Forward(ref float x, ref float y, ref float slope, bool perUnit, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Forward<Lanes512>(ref x, ref y, ref slope, perUnit, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256>(ref x, ref y, ref slope, perUnit, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128>(ref x, ref y, ref slope, perUnit, rows, columns, stride);
        }
        else
        {
            Forward<LanesScalar>(ref x, ref y, ref slope, perUnit, rows, columns, stride);
        }
    }

    /// <summary>
    /// dx = dy for x &gt; 0, a·dy otherwise; da = Σ x·dy over the values with x ≤ 0, of the batch for each unit or of all.
    /// </summary>
    /// <param name="x">The inputs of the forward pass.</param>
    /// <param name="delta">dy before, dx after.</param>
    /// <param name="slope">a.</param>
    /// <param name="slopeGradient">Receives da, as many numbers as there are slopes.</param>
    /// <param name="perUnit">Whether there is one slope for each column instead of one for all.</param>
    /// <param name="rows">The batch size.</param>
    /// <param name="columns">The units.</param>
    /// <param name="stride">The distance between rows.</param>
    public static void Backward(
        ref float x, ref float delta, ref float slope, ref float slopeGradient, bool perUnit, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512, DoubleLanes512>(ref x, ref delta, ref slope, ref slopeGradient, perUnit, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256, DoubleLanes256>(ref x, ref delta, ref slope, ref slopeGradient, perUnit, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128, DoubleLanes128>(ref x, ref delta, ref slope, ref slopeGradient, perUnit, rows, columns, stride);
        }
        else
        {
            Backward<LanesScalar, DoubleLanesScalar>(ref x, ref delta, ref slope, ref slopeGradient, perUnit, rows, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<V>(ref float x, ref float y, ref float slope, bool perUnit, int rows, int columns, int stride)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        V shared = V.Create(slope);
        for (int row = 0; row < rows; row++)
        {
            nint line = (nint)row * stride;
            for (int column = 0; column < stride; column += V.Count)
            {
                V input = V.Load(ref Unsafe.Add(ref x, line), (nuint)column);
                V a = perUnit ? V.Load(ref slope, (nuint)column) : shared;
                V result = V.WhereGreater(input, zero, input, a * input);
                LaneMask.Keep(result, columns - column).Store(ref Unsafe.Add(ref y, line), (nuint)column);
            }
        }
    }

    /// <summary>
    /// The slope's gradient is summed in double down each column; a shared slope then adds the columns up in canonical lanes.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<V, D>(
        ref float x, ref float delta, ref float slope, ref float slopeGradient, bool perUnit, int rows, int columns, int stride)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        Span<double> block = stackalloc double[ColumnKernels.Block];
        ref double sums = ref block[0];
        Lanes16<double> total = default;
        D none = D.Create(0);
        V zero = V.Create(0f);
        V shared = V.Create(slope);
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            block[..width].Clear();
            for (int row = 0; row < rows; row++)
            {
                ref float input = ref Unsafe.Add(ref x, ((nint)row * stride) + start);
                ref float d = ref Unsafe.Add(ref delta, ((nint)row * stride) + start);
                RowPadding.Clear(ref d, Math.Clamp(columns - start, 0, width), width);
                for (int j = 0; j < width; j += D.Count)
                {
                    D value = D.Load(ref input, (nuint)j);
                    D term = D.WhereGreater(value, none, none, value * D.Load(ref d, (nuint)j));
                    (D.Load(ref sums, (nuint)j) + term).Store(ref sums, (nuint)j);
                }

                for (int j = 0; j < width; j += V.Count)
                {
                    V upstream = V.Load(ref d, (nuint)j);
                    V a = perUnit ? V.Load(ref slope, (nuint)(start + j)) : shared;
                    V dx = V.WhereGreater(V.Load(ref input, (nuint)j), zero, upstream, a * upstream);
                    LaneMask.Keep(dx, columns - start - j).Store(ref d, (nuint)j);
                }
            }

            for (int j = 0; j < width; j += D.Count)
            {
                D sum = D.Load(ref sums, (nuint)j);
                if (perUnit)
                {
                    sum.Store(ref slopeGradient, (nuint)(start + j));
                }
                else
                {
                    nuint lane = (nuint)(j & (CanonicalLanes.Count - 1));
                    (D.Load(ref total[0], lane) + sum).Store(ref total[0], lane);
                }
            }
        }

        if (!perUnit)
        {
            slopeGradient = (float)CanonicalLanes.Sum(in total[0]);
        }
    }
}
