using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The leaky ReLU with random slope (Xu et al. 2015; PyTorch <c>RReLU</c>), called by generated code: f(x) = x for x &gt; 0,
/// a·x otherwise, with a ~ U(lower, upper) for each value in training and a = (lower + upper)/2 in prediction. Matrices are
/// [rows, columns] with rows <c>stride</c> floats apart; the padding of results is written as zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RReLUKernels
{
    // Sets the counters of these draws apart from those of the streams of Philox, which do not come so far.
    private const uint Domain = 0x52000000;

    /// <summary>Applies the activation and keeps the slopes for the backward pass.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">Receives f(x). May be x.</param>
    /// <param name="slopes">Receives the slope of every value: 1 for x &gt; 0.</param>
    /// <param name="lower">The least slope.</param>
    /// <param name="upper">The largest slope.</param>
    /// <param name="training">Whether slopes are drawn.</param>
    /// <param name="seed">The seed of the network.</param>
    /// <param name="step">The step of training: each draws anew.</param>
    /// <param name="layer">The index of the layer.</param>
    /// <param name="firstRow">The number of the first row in the batch.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The units.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <remarks>
    /// The slope of element [row, column] is a function of the seed, step, layer and row·columns + column, rows counted in the batch, so it
    /// depends neither on the vector width nor on the padding nor on the other rows.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(
        ref float x, ref float y, ref float slopes, float lower, float upper, bool training, long seed, long step, int layer, long firstRow, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        float middle = lower + (0.5f * (upper - lower));
        SlopeSource source = new(seed, step, Domain | ((uint)layer & 0x00ffffff), lower, upper);
        for (int row = 0; row < rows; row++)
        {
            nint line = (nint)row * stride;
            ref float input = ref Unsafe.Add(ref x, line);
            ref float result = ref Unsafe.Add(ref y, line);
            ref float slope = ref Unsafe.Add(ref slopes, line);
            for (int column = 0; column < columns; column++)
            {
                float value = Unsafe.Add(ref input, column);
                float a = value > 0 ? 1f
                    : training ? source.Slope(((firstRow + row) * columns) + column)
                    : middle;
                Unsafe.Add(ref slope, column) = a;
                Unsafe.Add(ref result, column) = a * value;
            }

            RowPadding.Clear(ref slope, columns, stride);
            RowPadding.Clear(ref result, columns, stride);
        }
    }

    /// <summary>dx = a·dy with the slopes of the forward pass; <paramref name="delta"/> holds dy before and dx after.</summary>
    public static void Backward(ref float slopes, ref float delta, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512>(ref slopes, ref delta, rows, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256>(ref slopes, ref delta, rows, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128>(ref slopes, ref delta, rows, columns, stride);
        }
        else
        {
            Backward<LanesScalar>(ref slopes, ref delta, rows, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<V>(ref float slopes, ref float delta, int rows, int columns, int stride)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            ref float a = ref Unsafe.Add(ref slopes, (nint)row * stride);
            ref float d = ref Unsafe.Add(ref delta, (nint)row * stride);
            for (int column = 0; column < stride; column += V.Count)
            {
                V dx = V.Load(ref a, (nuint)column) * V.Load(ref d, (nuint)column);
                LaneMask.Keep(dx, columns - column).Store(ref d, (nuint)column);
            }
        }
    }
}
