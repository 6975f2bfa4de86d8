using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>A matrix of floats in memory with any distance between rows and columns. A vector has one row.</summary>
internal readonly ref struct MatrixView
{
    private readonly ref float _origin;
    private readonly nint _rowStride;
    private readonly nint _columnStride;

    /// <summary>Describes memory; the caller guarantees that all elements lie within it.</summary>
    public MatrixView(ref float origin, int rows, int columns, nint rowStride, nint columnStride, bool isMatrix)
    {
        _origin = ref origin;
        Rows = rows;
        Columns = columns;
        _rowStride = rowStride;
        _columnStride = columnStride;
        IsMatrix = isMatrix;
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The number of elements.</summary>
    public long Length => (long)Rows * Columns;

    /// <summary>False for a vector; a matrix may have a single row too.</summary>
    public bool IsMatrix { get; }

    /// <summary>Some of the rows.</summary>
    public MatrixView Slice(int firstRow, int rows) => new(ref this[firstRow, 0], rows, Columns, _rowStride, _columnStride, IsMatrix);

    /// <summary>The element; row and column are not checked.</summary>
    public ref float this[int row, int column] => ref Unsafe.Add(ref _origin, (row * _rowStride) + (column * _columnStride));
}
