namespace NetGen.Generator.Emission.Kernels;

/// <summary>One instruction-set variant of the kernels and the register tiles that suit it.</summary>
/// <param name="Bits">The width of a register.</param>
/// <param name="TallRows">Rows of the main tile; a second tile of <paramref name="ShortRows"/> takes what is left.</param>
/// <param name="ShortRows">Rows of the second tile.</param>
/// <param name="Columns">Vectors of a row in the tiles, widest first. The narrowest divides 16 floats.</param>
/// <param name="RowColumns">Vectors in the tiles of a single row, widest first.</param>
/// <param name="ManyColumns">The vectors of a row in tiles that need 32 registers, where others of this width do with 16; 0 for none.</param>
internal sealed record VectorWidth(int Bits, int TallRows, int ShortRows, int[] Columns, int[] RowColumns, int ManyColumns = 0)
{
    /// <summary>
    /// Rows x vectors of accumulators, a row of vectors and a broadcast must fit the registers: 32 at 512 bits, 16 at 256
    /// and 128 bits. Machines with AVX-512 have 32 of 256 bits as well, which counts where the runtime prefers those, as it does on Intel's first ones:
    /// steps take 2 to 6% less time for it. Taller tiles than these would run out of registers for their rows. A single row hides the latency of the multiply-add with independent columns, and
    /// many of them read long runs of each row of b, which the prefetchers follow.
    /// </summary>
    public static IReadOnlyList<VectorWidth> All { get; } =
    [
        new(512, 8, 4, [2, 1], [16, 4, 1]),
        new(256, 6, 2, [4, 2], [8, 2], ManyColumns: 4),
        new(128, 6, 2, [2], [8, 4]),
    ];

    public int Lanes => Bits / 32;

    public string Type => $"Vector{Bits.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
