using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// C = start + A·B where A is not stored as a matrix: its element [m, k] lies at <c>ARows[m] + Steps[k]</c>. With positions as
/// rows and taps as steps this is a convolution, with taps as rows and positions as steps the gradient of its weights: the
/// patches of the image are never copied. Every element of C is accumulated over k in ascending order with fused
/// multiply-add, whatever the tile, so that every width and every split of the rows gives the same bits.
/// </summary>
internal ref partial struct IndexedProduct
{
    /// <summary>The first float of A.</summary>
    public required ref float A;

    /// <summary>Where each row of A starts, in floats.</summary>
    public required ref int ARows;

    /// <summary>How far each k lies from the start of a row, in floats.</summary>
    public required ref int Steps;

    /// <summary>The number of steps.</summary>
    public required nint Depth;

    /// <summary>How often the steps are gone through; each time starts <see cref="ARepeat"/> floats further. B goes on.</summary>
    public nint Repeats = 1;

    /// <summary>The distance between two rounds of steps in A.</summary>
    public nint ARepeat;

    /// <summary>The first float of B, which has Repeats·Depth rows.</summary>
    public required ref float B;

    /// <summary>The distance between rows of B.</summary>
    public required nint BStep;

    /// <summary>The first float of C.</summary>
    public required ref float C;

    /// <summary>Where each row of C starts, in floats.</summary>
    public required ref int CRows;

    /// <summary>The number of rows of A and C.</summary>
    public required nint Rows;

    /// <summary>What each row of C starts from; a null reference for zero.</summary>
    public ref float Start;

    /// <summary>Whether C is added to; <see cref="Start"/> is not read then.</summary>
    public bool Accumulate;

    public IndexedProduct()
    {
    }

    /// <summary>
    /// The widest registers that the machine has and <paramref name="columns"/> can fill. Half a row of 16 floats takes half
    /// the time in registers of 256 bits on machines that issue two of them at a time.
    /// </summary>
    /// <returns>The columns that were written: at least those asked for, in whole vectors.</returns>
    public static int Run(in IndexedProduct product, int columns) =>
        Lanes512.IsSupported && columns > Lanes512.Count ? Run<Lanes512>(product, columns)
        : Lanes256.IsSupported ? Run<Lanes256>(product, columns)
        : Lanes128.IsSupported ? Run<Lanes128>(product, columns)
        : Run<LanesScalar>(product, columns);

    /// <summary>Computes the vectors of C that hold the columns; what lies behind them in a row is left as it is.</summary>
    internal static int Run<V>(in IndexedProduct product, int columns)
        where V : struct, ILanes<V>
    {
        int n = 0;
        for (; n + V.Count < columns; n += 2 * V.Count)
        {
            // Sixteen accumulators leave no register for the operands where there are only sixteen.
            if (product.Rows >= 8 && typeof(V) == typeof(Lanes512))
            {
                Tile8x2<V>(product, (nuint)n);
            }
            else if (product.Rows >= 4)
            {
                Tile4x2<V>(product, (nuint)n);
            }
            else
            {
                Tile1x2<V>(product, (nuint)n);
            }
        }

        if (n < columns)
        {
            if (product.Rows >= 8)
            {
                Tile8x1<V>(product, (nuint)n);
            }
            else if (product.Rows >= 4)
            {
                Tile4x1<V>(product, (nuint)n);
            }
            else
            {
                Tile1x1<V>(product, (nuint)n);
            }

            n += V.Count;
        }

        return n;
    }
}
