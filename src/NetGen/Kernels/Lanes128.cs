using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>4 floats in a 128-bit register.</summary>
internal readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    /// <summary>The register.</summary>
    public readonly Vector128<float> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly float source, nuint offset) => new(Vector128.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nuint offset) => Value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePastCaches(ref float destination, nuint offset) => Value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, float b) => new(a.Value + Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, float b) => new(a.Value - Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, float b) => new(a.Value * Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FusedMultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) =>
        new(FusedMultiply.Add(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FusedMultiplyAdd(ref readonly float source, nuint offset, Lanes128 b, Lanes128 c) =>
        new(FusedMultiply.Add(Vector128.LoadUnsafe(in source, offset), b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FusedMultiplyAdd(Lanes128 a, Lanes128 b, float c) =>
        new(FusedMultiply.Add(a.Value, b.Value, Vector128.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FusedMultiplyAdd(Lanes128 a, float b, Lanes128 c) =>
        new(FusedMultiply.Add(a.Value, Vector128.Create(b), c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 a) => new(Vector128.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 a) => new(Vector128.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 CopySign(Lanes128 magnitude, Lanes128 sign) => new(Vector128.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Round(Lanes128 a) => new(Vector128.Round(a.Value));

    // The native instructions give their second operand, or NaN, where it is NaN: the constant has to come first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AtMost(float limit, Lanes128 a) => new(Vector128.MinNative(Vector128.Create(limit), a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AtLeast(float limit, Lanes128 a) => new(Vector128.MaxNative(Vector128.Create(limit), a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 WhereGreater(Lanes128 a, Lanes128 b, Lanes128 yes, Lanes128 no) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a.Value, b.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 WhereGreaterOrEqual(Lanes128 a, Lanes128 b, Lanes128 yes, Lanes128 no) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(a.Value, b.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 WhereNumber(Lanes128 a, Lanes128 yes, Lanes128 no) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a.Value, a.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfTwo(Lanes128 n, float more) =>
        new(((n.Value + Vector128.Create(FloatBits.ExponentShifter + more)).AsInt32() << FloatBits.SignificandBits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Exponent(Lanes128 a) => new(Vector128.ConvertToSingle(ExponentBits(a)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Significand(Lanes128 a) =>
        new((a.Value.AsInt32() - (ExponentBits(a) << FloatBits.SignificandBits)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MaxMagnitudeBits(Lanes128 largest, Lanes128 a) =>
        new(Vector128.Max(largest.Value.AsInt32(), a.Value.AsInt32() & Vector128.Create(FloatBits.MagnitudeMask)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ExponentBits(Lanes128 a) =>
        (a.Value.AsInt32() - Vector128.Create(FloatBits.SqrtHalf)) >> FloatBits.SignificandBits;
}
