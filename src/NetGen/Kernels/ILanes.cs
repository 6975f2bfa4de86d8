namespace NetGen.Kernels;

/// <summary>
/// A register of floats. Kernels that are written once over this interface run at 512, 256 and 128 bits and on scalars, and
/// give the same bits at every width because every operation here is exactly rounded and lane-wise.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>The number of floats; divides 16.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the machine has such registers.</summary>
    static abstract bool IsSupported { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(ref readonly float source, nuint offset);

    void Store(ref float destination, nuint offset);

    /// <summary>
    /// Stores past the caches where one register is a whole cache line, for memory that another processor has read: to take such a line back
    /// into this processor's cache costs several times as much. The destination is a multiple of the register's size.
    /// </summary>
    void StorePastCaches(ref float destination, nuint offset);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator +(TSelf a, float b);

    static abstract TSelf operator -(TSelf a, float b);

    static abstract TSelf operator *(TSelf a, float b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>What lies at the source times b + c, rounded once: without a register for the former.</summary>
    static abstract TSelf FusedMultiplyAdd(ref readonly float source, nuint offset, TSelf b, TSelf c);

    /// <summary>a·b + c, rounded once: a step of Horner's rule.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, float c);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, float b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Abs(TSelf a);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>Rounds to the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>The smaller of both; NaN where a is NaN. The limit is a number other than zero.</summary>
    static abstract TSelf AtMost(float limit, TSelf a);

    /// <summary>The larger of both; NaN where a is NaN. The limit is a number other than zero.</summary>
    static abstract TSelf AtLeast(float limit, TSelf a);

    /// <summary>a &gt; b ? yes : no, lane by lane; no where either is NaN.</summary>
    static abstract TSelf WhereGreater(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>a &gt;= b ? yes : no, lane by lane; no where either is NaN.</summary>
    static abstract TSelf WhereGreaterOrEqual(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>a == a ? yes : no, lane by lane: yes for all that is not NaN.</summary>
    static abstract TSelf WhereNumber(TSelf a, TSelf yes, TSelf no);

    /// <summary>
    /// 2^(n + more) for an integral sum in -127..128, where 2^-127 comes out as 0 and 2^128 as infinity. <paramref name="more"/> is a
    /// constant that costs nothing.
    /// </summary>
    static abstract TSelf PowerOfTwo(TSelf n, float more);

    /// <summary>The integer n, as a float, for which a·2⁻ⁿ lies in [√½, √2); a is positive and normal.</summary>
    static abstract TSelf Exponent(TSelf a);

    /// <summary>a·2⁻ⁿ in [√½, √2), with the n of <see cref="Exponent"/>; a is positive and normal.</summary>
    static abstract TSelf Significand(TSelf a);

    /// <summary>
    /// The larger of <paramref name="largest"/>, whose sign is not set, and |a|, compared as bit patterns: NaN above infinity above all numbers.
    /// </summary>
    static abstract TSelf MaxMagnitudeBits(TSelf largest, TSelf a);
}
