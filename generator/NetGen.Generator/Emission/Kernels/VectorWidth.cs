namespace NetGen.Generator.Emission.Kernels;

/// <summary>One instruction-set variant of the kernels and the register tiles that suit it.</summary>
/// <param name="Bits">The width of a register.</param>
/// <param name="TallRows">Rows of the main tile; a second tile of <paramref name="ShortRows"/> takes what is left.</param>
/// <param name="ShortRows">Rows of the second tile.</param>
/// <param name="Columns">Vectors of a row in the tiles, widest first. The narrowest divides 16 floats.</param>
/// <param name="RowColumns">Vectors in the tiles of a single row, widest first.</param>
internal sealed record VectorWidth(int Bits, int TallRows, int ShortRows, int[] Columns, int[] RowColumns)
{
    /// <summary>
    /// Rows x vectors of accumulators, a row of vectors and a broadcast must fit the registers: 32 at 512 bits, 16 at 256
    /// and 128 bits. A single row hides the latency of the multiply-add with independent columns, and
    /// many of them read long runs of each row of b, which the prefetchers follow.
    /// </summary>
    public static IReadOnlyList<VectorWidth> All { get; } =
    [
        new(512, 8, 4, [2, 1], [16, 4, 1]),
        new(256, 6, 2, [2], [8, 2]),
        new(128, 6, 2, [2], [8, 4]),
    ];

    public int Lanes => Bits / 32;

    public string Type => $"Vector{Bits.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
