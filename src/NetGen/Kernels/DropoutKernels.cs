using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// Layers that multiply each value by a random factor in training and pass it on unchanged otherwise: dropout (Srivastava et
/// al. 2014; PyTorch <c>Dropout</c>, <c>Dropout2d</c>), alpha dropout (Klambauer et al. 2017; PyTorch <c>AlphaDropout</c>) and
/// Gaussian dropout (Keras). Called by generated code. Matrices are [rows, columns] with rows <c>stride</c> floats apart, a
/// multiple of 16, padded with zeros.
/// </summary>
/// <remarks>
/// The factor of an element is a function of seed, step, layer, row and column. A row of factors holds for
/// <c>repeat</c> rows of values: 1, or all positions of a sample where channels are dropped as a whole. NaN times 0 is NaN, so
/// a NaN is never dropped.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutKernels
{
    // Sets the counters of these draws apart from those of other layers.
    private const uint Domain = 0x44000000;

    // -λα of SELU: what a dropped value becomes.
    private const double Saturation = -1.7580993408473766;

    /// <summary>y = x·m, with m = 0 at the rate given and 1/(1 - rate) otherwise; y = x when not training.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">Receives the outputs. May be x.</param>
    /// <param name="factors">Receives m in training, [rows, columns].</param>
    /// <param name="rate">The probability that a value is dropped.</param>
    /// <param name="training">Whether to draw.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="step">The step of training: each draws anew.</param>
    /// <param name="layer">The index of the layer.</param>
    /// <param name="firstRow">The number of the first row of factors in the batch.</param>
    /// <param name="rows">The rows of factors.</param>
    /// <param name="repeat">The rows of values that share a row of factors.</param>
    /// <param name="columns">The channels.</param>
    /// <param name="stride">The distance between rows.</param>
    public static void Forward(
        ref float x, ref float y, ref float factors, float rate, bool training, long seed, long step, int layer,
        long firstRow, int rows, int repeat, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (training)
        {
            Draw(ref factors, rate, (float)(1 / (1 - (double)rate)), seed, step, layer, firstRow, rows, columns, stride);
        }

        Multiply(ref x, ref y, ref factors, 0, 0, training, rows, repeat, columns, stride);
    }

    /// <summary>
    /// As dropout, but a dropped value becomes -λα, what SELU saturates at, and an affine map restores mean 0 and variance 1:
    /// y = a·(x or -λα) + b with a = 1/√((1 + rate·λ²α²)(1 - rate)) and b = a·rate·λα.
    /// </summary>
    public static void ForwardAlpha(
        ref float x, ref float y, ref float factors, float rate, bool training, long seed, long step, int layer,
        long firstRow, int rows, int repeat, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        double a = 1 / Math.Sqrt((1 + (rate * Saturation * Saturation)) * (1 - (double)rate));
        double b = -a * rate * Saturation;
        if (training)
        {
            Draw(ref factors, rate, (float)a, seed, step, layer, firstRow, rows, columns, stride);
        }

        Multiply(ref x, ref y, ref factors, (float)b, (float)((a * Saturation) + b), training, rows, repeat, columns, stride);
    }

    /// <summary>y = x·m with m ~ N(1, rate/(1 - rate)); y = x when not training.</summary>
    public static void ForwardGaussian(
        ref float x, ref float y, ref float factors, float rate, bool training, long seed, long step, int layer,
        long firstRow, int rows, int repeat, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (training)
        {
            double deviation = Math.Sqrt(rate / (1 - (double)rate));
            NoiseKernels.Draw(ref factors, 1, deviation, Domain, seed, step, layer, firstRow, rows, columns, stride);
        }

        Multiply(ref x, ref y, ref factors, 0, 0, training, rows, repeat, columns, stride);
    }

    /// <summary>dx = m·dy with the factors of the forward pass, in place; nothing when not training.</summary>
    public static void Backward(ref float factors, ref float delta, bool training, int rows, int repeat, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        if (training)
        {
            Multiply(ref delta, ref delta, ref factors, 0, 0, training, rows, repeat, columns, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Multiply<V>(ref float x, ref float y, ref float factors, float kept, float dropped, int rows, int repeat, int columns, int stride)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0), keep = V.Create(kept), drop = V.Create(dropped);
        for (int row = 0; row < rows; row++)
        {
            ref float m = ref Unsafe.Add(ref factors, (nint)row * stride);
            for (int position = 0; position < repeat; position++)
            {
                nint line = (((nint)row * repeat) + position) * stride;
                for (int j = 0; j < stride; j += V.Count)
                {
                    V factor = V.Load(ref m, (nuint)j);
                    V moved = V.WhereGreater(factor, zero, keep, drop);
                    V value = V.FusedMultiplyAdd(V.Load(ref Unsafe.Add(ref x, line), (nuint)j), factor, moved);
                    LaneMask.Keep(value, columns - j).Store(ref Unsafe.Add(ref y, line), (nuint)j);
                }
            }
        }
    }

    private static void Multiply(
        ref float x, ref float y, ref float factors, float kept, float dropped, bool training, int rows, int repeat, int columns, int stride)
    {
        if (!training)
        {
            if (!Unsafe.AreSame(ref x, ref y))
            {
                int length = checked(rows * repeat * stride);
                MemoryMarshal.CreateReadOnlySpan(ref x, length).CopyTo(MemoryMarshal.CreateSpan(ref y, length));
            }
        }
        else if (Lanes512.IsSupported)
        {
            Multiply<Lanes512>(ref x, ref y, ref factors, kept, dropped, rows, repeat, columns, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Multiply<Lanes256>(ref x, ref y, ref factors, kept, dropped, rows, repeat, columns, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Multiply<Lanes128>(ref x, ref y, ref factors, kept, dropped, rows, repeat, columns, stride);
        }
        else
        {
            Multiply<LanesScalar>(ref x, ref y, ref factors, kept, dropped, rows, repeat, columns, stride);
        }
    }

    /// <summary>Draws factors: 0 at the rate, <paramref name="scale"/> otherwise.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Draw(
        ref float factors, float rate, float scale, long seed, long step, int layer, long firstRow, int rows, int columns, int stride)
    {
        Span<uint> buffer = stackalloc uint[RandomWords.BufferLength];
        RandomWords words = new(buffer, seed, step, Domain | ((uint)layer & 0x00ffffff), firstRow, rows, columns);

        // A word below the threshold drops; the rate is met to 2⁻³³.
        uint threshold = (uint)Math.Min(uint.MaxValue, Math.Round(rate * 4294967296.0));
        uint bits = BitConverter.SingleToUInt32Bits(scale);
        for (int row = 0; row < rows; row++)
        {
            Span<float> line = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref factors, (nint)row * stride), stride);
            line[columns..].Clear();
            for (int column = 0; column < columns;)
            {
                ReadOnlySpan<uint> drawn = words.Take(columns - column);
                Keep(drawn, MemoryMarshal.Cast<float, uint>(line.Slice(column, drawn.Length)), threshold, bits);
                column += drawn.Length;
            }
        }
    }

    /// <summary>kept[i] = words[i] ≥ threshold ? bits : 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Keep(ReadOnlySpan<uint> words, Span<uint> kept, uint threshold, uint bits)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Vector<uint> limit = new(threshold), value = new(bits);
            for (; i <= words.Length - Vector<uint>.Count; i += Vector<uint>.Count)
            {
                (Vector.GreaterThanOrEqual(new Vector<uint>(words[i..]), limit) & value).CopyTo(kept[i..]);
            }
        }

        for (; i < words.Length; i++)
        {
            kept[i] = words[i] >= threshold ? bits : 0;
        }
    }
}
