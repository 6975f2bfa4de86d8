namespace NetGen.Kernels;

/// <summary>
/// A register of doubles, for sums over floats that must survive overflow and long batches. As with
/// <see cref="ILanes{TSelf}"/> every operation is exactly rounded and lane-wise, so all widths give the same bits.
/// </summary>
internal interface IDoubleLanes<TSelf>
    where TSelf : struct, IDoubleLanes<TSelf>
{
    /// <summary>The number of doubles; divides 8.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the machine has such registers.</summary>
    static abstract bool IsSupported { get; }

    static abstract TSelf Create(double value);

    static abstract TSelf Load(ref readonly double source, nuint offset);

    /// <summary>Loads as many floats and widens them.</summary>
    static abstract TSelf Load(ref readonly float source, nuint offset);

    void Store(ref double destination, nuint offset);

    /// <summary>Rounds to float, ties to even, and stores.</summary>
    void Store(ref float destination, nuint offset);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>a == 0 ? yes : no, lane by lane; no where a is NaN.</summary>
    static abstract TSelf WhereZero(TSelf a, TSelf yes, TSelf no);

    /// <summary>a &gt; b ? yes : no, lane by lane; no where either is NaN.</summary>
    static abstract TSelf WhereGreater(TSelf a, TSelf b, TSelf yes, TSelf no);
}
