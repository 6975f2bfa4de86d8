using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>Additive Gaussian noise in training (Keras <c>GaussianNoise</c>), called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NoiseKernels
{
    // Sets the counters of these draws apart from those of other layers.
    private const uint Domain = 0x4E000000;

    /// <summary>y = x + ξ with ξ ~ N(0, deviation²) for each value in training, a function of seed, step, layer, row and column; y = x otherwise.</summary>
    /// <param name="x">The inputs, [rows, columns] with rows <paramref name="stride"/> floats apart, padded with zeros.</param>
    /// <param name="y">Receives the outputs. May not be x.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="training">Whether to draw.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="step">The step of training: each draws anew.</param>
    /// <param name="layer">The index of the layer.</param>
    /// <param name="firstRow">The number of the first row in the batch.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The channels.</param>
    /// <param name="stride">The distance between rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(
        ref float x, ref float y, float deviation, bool training, long seed, long step, int layer, long firstRow, int rows, int columns, int stride)
    {
        RowPadding.CheckStride(columns, stride);
        int length = checked(rows * stride);
        if (!training)
        {
            MemoryMarshal.CreateReadOnlySpan(ref x, length).CopyTo(MemoryMarshal.CreateSpan(ref y, length));
            return;
        }

        Draw(ref y, 0, deviation, Domain, seed, step, layer, firstRow, rows, columns, stride);
        for (nint i = 0; i < length; i++)
        {
            Unsafe.Add(ref y, i) += Unsafe.Add(ref x, i);
        }
    }

    /// <summary>Fills a matrix with N(mean, deviation²), from one word an element: no draw is beyond 6.4 deviations.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Draw(
        ref float values, double mean, double deviation, uint domain, long seed, long step, int layer, long firstRow, int rows, int columns, int stride)
    {
        Span<uint> buffer = stackalloc uint[RandomWords.BufferLength];
        RandomWords words = new(buffer, seed, step, domain | ((uint)layer & 0x00ffffff), firstRow, rows, columns);
        for (int row = 0; row < rows; row++)
        {
            Span<float> line = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref values, (nint)row * stride), stride);
            line[columns..].Clear();
            for (int column = 0; column < columns;)
            {
                foreach (uint word in words.Take(columns - column))
                {
                    line[column++] = (float)(mean + (deviation * NormalQuantile.Of((word + 0.5) * (1 / 4294967296.0))));
                }
            }
        }
    }
}
