namespace NetGen.Numerics.Tests;

/// <summary>A matrix as the kernels know it: aligned rows, padded to a multiple of 16 floats, or compact ones of 8.</summary>
internal sealed class PaddedMatrix
{
    private readonly AlignedBuffer _buffer;

    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="padding">What the padding holds: NaN shows whether a kernel uses it.</param>
    /// <param name="extra">Further blocks of 16 in the stride.</param>
    /// <param name="isCompact">Whether rows have 8 floats.</param>
    public PaddedMatrix(int rows, int columns, float padding = 0, int extra = 0, bool isCompact = false)
    {
        Rows = rows;
        Columns = columns;
        Stride = isCompact ? 8 : ((columns + 15) / 16 * 16) + (16 * extra);
        _buffer = new AlignedBuffer(rows * Stride);
        _buffer.Span.Fill(padding);
        Values = new float[rows * columns];
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Stride { get; }

    public Span<float> All => _buffer.Span;

    public ref float Reference => ref _buffer.Reference;

    /// <summary>The elements without padding; assigning copies them in.</summary>
    public float[] Values
    {
        get
        {
            float[] values = new float[Rows * Columns];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = this[i / Columns, i % Columns];
            }

            return values;
        }

        set
        {
            Assert.Equal(Rows * Columns, value.Length);
            for (int i = 0; i < value.Length; i++)
            {
                this[i / Columns, i % Columns] = value[i];
            }
        }
    }

    public ref float this[int row, int column] => ref _buffer.Span[(row * Stride) + column];

    public static PaddedMatrix Of(int rows, int columns, float[] values, float padding = 0, bool isCompact = false) =>
        new(rows, columns, padding, isCompact: isCompact) { Values = values };

    /// <summary>N(0, 1)-like numbers from a fixed sequence, times a scale.</summary>
    public static float[] Random(int count, int seed, float scale = 1)
    {
        Philox random = new(seed, 77);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = scale * (float)random.NextNormal();
        }

        return values;
    }

    public void AssertPaddingIsZero()
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = Columns; column < Stride; column++)
            {
                Assert.Equal(0, BitConverter.SingleToInt32Bits(this[row, column]));
            }
        }
    }
}
