using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The rows of a weight's gradient that one thread computes, in the parts in which they are measured: called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WeightShare
{
    private readonly Workspace _workspace;
    private readonly int _parameter;

    internal WeightShare(Workspace workspace, int parameter)
    {
        _workspace = workspace;
        _parameter = parameter;
    }

    /// <summary>The rows of a part.</summary>
    public static int RowsOfPart => Reductions.RowsOfPart;

    /// <summary>Whether this thread computes all rows.</summary>
    internal bool IsWhole => _workspace.IsWhole;

    /// <summary>The first row of this thread, of a matrix of so many rows.</summary>
    public int First(int rows) => Start(rows, _workspace.Part);

    /// <summary>The row behind the last one of this thread.</summary>
    public int End(int rows) => Start(rows, _workspace.Part + 1);

    /// <summary>Measures the rows of a part that this thread has computed.</summary>
    /// <param name="measure">What sums the parts up where this thread computes all of them.</param>
    /// <param name="row">The first row of the part.</param>
    /// <param name="part">Its first element.</param>
    /// <param name="count">Its rows.</param>
    /// <param name="stride">The floats of a row, a multiple of 16.</param>
    public void Measure(ref RowMeasure measure, int row, ref float part, int count, int stride)
    {
        if (_workspace.IsWhole)
        {
            measure.Add(ref part, count, stride);
            return;
        }

        double squares = Reductions.Part(ref part, count, stride, out int maxBits);
        SetPart(row, squares, maxBits);
    }

    /// <summary>Sets what another way of measuring found for a part; for one of several threads.</summary>
    internal void SetPart(int row, double squares, int maxBits) => _workspace.Shared.SetPart(_parameter, row / Reductions.RowsOfPart, squares, maxBits);

    /// <summary>Writes what was measured of the whole matrix, where this thread has computed all of it; otherwise that comes at the end of the pass.</summary>
    public void Complete(in RowMeasure measure, ref float values, int rows, int stride, ref TensorStatistics result)
    {
        if (_workspace.IsWhole)
        {
            measure.Complete(ref values, rows, stride, ref result);
        }
        else if (_workspace.Part == 0)
        {
            _workspace.Shared.MarkShared(_parameter);
        }
    }

    /// <summary>The first row of one of several threads: where a part begins, as near as there is one to what makes equal shares.</summary>
    internal static int Start(int rows, int part, int parts)
    {
        long row = (long)rows * part / parts;
        return part == parts ? rows : Math.Min(rows, (int)((row + (Reductions.RowsOfPart / 2)) / Reductions.RowsOfPart) * Reductions.RowsOfPart);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Start(int rows, int part)
    {
        if (_workspace.IsWhole)
        {
            return part == 0 ? 0 : rows;
        }

        return Start(rows, part, _workspace.Parts);
    }
}
