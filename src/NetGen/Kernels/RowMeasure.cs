using System.ComponentModel;

namespace NetGen.Kernels;

/// <summary>
/// Measures a matrix that is made in parts of 24 rows, with the bits of <see cref="Reductions.MeasureRows"/>: generated code adds each
/// part while it is in the cache.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct RowMeasure
{
    private double _squares;
    private int _maxBits;

    /// <summary>Adds the next part: 24 rows, fewer in the last.</summary>
    public void Add(ref float part, int rows, int stride)
    {
        _squares += Reductions.Part(ref part, rows, stride, out int maxBits);
        _maxBits = Math.Max(_maxBits, maxBits);
    }

    /// <summary>Writes the result for the whole matrix.</summary>
    public readonly void Complete(ref float values, int rows, int stride, ref TensorStatistics result) =>
        Reductions.Complete(ref values, rows * stride, _squares, _maxBits, ref result);
}
