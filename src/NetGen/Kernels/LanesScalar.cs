using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>One float: the reference for all register widths, and what machines without vectors run.</summary>
internal readonly struct LanesScalar(float value) : ILanes<LanesScalar>
{
    /// <summary>The number.</summary>
    public readonly float Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Create(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Load(ref readonly float source, nuint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePastCaches(ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator +(LanesScalar a, LanesScalar b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator -(LanesScalar a, LanesScalar b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator *(LanesScalar a, LanesScalar b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator /(LanesScalar a, LanesScalar b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator -(LanesScalar a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator +(LanesScalar a, float b) => new(a.Value + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator -(LanesScalar a, float b) => new(a.Value - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator *(LanesScalar a, float b) => new(a.Value * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar FusedMultiplyAdd(LanesScalar a, LanesScalar b, LanesScalar c) =>
        new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar FusedMultiplyAdd(ref readonly float source, nuint offset, LanesScalar b, LanesScalar c) =>
        new(MathF.FusedMultiplyAdd(Unsafe.Add(ref Unsafe.AsRef(in source), offset), b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar FusedMultiplyAdd(LanesScalar a, LanesScalar b, float c) =>
        new(MathF.FusedMultiplyAdd(a.Value, b.Value, c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar FusedMultiplyAdd(LanesScalar a, float b, LanesScalar c) =>
        new(MathF.FusedMultiplyAdd(a.Value, b, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Sqrt(LanesScalar a) => new(MathF.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Abs(LanesScalar a) => new(MathF.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar CopySign(LanesScalar magnitude, LanesScalar sign) => new(MathF.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Round(LanesScalar a) => new(MathF.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar AtMost(float limit, LanesScalar a) => limit < a.Value ? new(limit) : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar AtLeast(float limit, LanesScalar a) => limit > a.Value ? new(limit) : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar WhereGreater(LanesScalar a, LanesScalar b, LanesScalar yes, LanesScalar no) => a.Value > b.Value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar WhereGreaterOrEqual(LanesScalar a, LanesScalar b, LanesScalar yes, LanesScalar no) =>
        a.Value >= b.Value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar WhereNumber(LanesScalar a, LanesScalar yes, LanesScalar no) => float.IsNaN(a.Value) ? no : yes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar PowerOfTwo(LanesScalar n, float more) => FromBits(
        BitConverter.SingleToInt32Bits(n.Value + (FloatBits.ExponentShifter + more)) << FloatBits.SignificandBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Exponent(LanesScalar a) => new(ExponentBits(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Significand(LanesScalar a) =>
        FromBits(BitConverter.SingleToInt32Bits(a.Value) - (ExponentBits(a) << FloatBits.SignificandBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar MaxMagnitudeBits(LanesScalar largest, LanesScalar a) => FromBits(Math.Max(
        BitConverter.SingleToInt32Bits(largest.Value), BitConverter.SingleToInt32Bits(a.Value) & FloatBits.MagnitudeMask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LanesScalar FromBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ExponentBits(LanesScalar a) =>
        (BitConverter.SingleToInt32Bits(a.Value) - FloatBits.SqrtHalf) >> FloatBits.SignificandBits;
}
