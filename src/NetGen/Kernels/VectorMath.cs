using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>
/// The elementary functions of generated code, for one float and for registers of 4, 8 and 16. All widths give the same bits
/// on every machine: each function is written once, with exactly rounded operations only.
/// </summary>
/// <remarks>
/// Bounds are in units in the last place of the result and hold for all floats, denormal ones included. Results smaller than
/// about the smallest normal float, 2⁻¹²⁶, are less exact or 0, as each function says, in the same way at all widths. A NaN
/// gives a NaN, the bits of which are not specified. The polynomials were fitted by fit_vector_math.py beside the tests.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    private const float Log2E = 1.442695f;

    // ln 2 in two parts: an integer below 2⁸ times the first, subtracted from a float near it, leaves no rounding error.
    private const float Ln2High = 0.6931472f;
    private const float Ln2Low = -1.9046542e-09f;

    private const float MinNormal = 1.17549435e-38f;

    // Added to a float below 2²², it rounds it to an integer, ties to even.
    private const float RoundingShifter = 12582912f;

    /// <summary>|x|, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => Abs(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Abs(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> x) => Abs(new Lanes128(x)).Value;

    /// <inheritdoc cref="Abs(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> x) => Abs(new Lanes256(x)).Value;

    /// <inheritdoc cref="Abs(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> x) => Abs(new Lanes512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Abs<V>(V x)
        where V : struct, ILanes<V> => V.Abs(x);

    /// <summary>√x, correctly rounded; NaN below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float x) => Sqrt(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Sqrt(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sqrt(Vector128<float> x) => Sqrt(new Lanes128(x)).Value;

    /// <inheritdoc cref="Sqrt(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sqrt(Vector256<float> x) => Sqrt(new Lanes256(x)).Value;

    /// <inheritdoc cref="Sqrt(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Sqrt(new Lanes512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sqrt<V>(V x)
        where V : struct, ILanes<V> => V.Sqrt(x);

    /// <summary>|magnitude| with the sign of the second argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float CopySign(float magnitude, float sign) => CopySign(new LanesScalar(magnitude), new LanesScalar(sign)).Value;

    /// <inheritdoc cref="CopySign(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> magnitude, Vector128<float> sign) =>
        CopySign(new Lanes128(magnitude), new Lanes128(sign)).Value;

    /// <inheritdoc cref="CopySign(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CopySign(Vector256<float> magnitude, Vector256<float> sign) =>
        CopySign(new Lanes256(magnitude), new Lanes256(sign)).Value;

    /// <inheritdoc cref="CopySign(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CopySign(Vector512<float> magnitude, Vector512<float> sign) =>
        CopySign(new Lanes512(magnitude), new Lanes512(sign)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V CopySign<V>(V magnitude, V sign)
        where V : struct, ILanes<V> => V.CopySign(magnitude, sign);

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FusedMultiplyAdd(float a, float b, float c) =>
        FusedMultiplyAdd(new LanesScalar(a), new LanesScalar(b), new LanesScalar(c)).Value;

    /// <inheritdoc cref="FusedMultiplyAdd(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FusedMultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        FusedMultiplyAdd(new Lanes128(a), new Lanes128(b), new Lanes128(c)).Value;

    /// <inheritdoc cref="FusedMultiplyAdd(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FusedMultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        FusedMultiplyAdd(new Lanes256(a), new Lanes256(b), new Lanes256(c)).Value;

    /// <inheritdoc cref="FusedMultiplyAdd(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FusedMultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        FusedMultiplyAdd(new Lanes512(a), new Lanes512(b), new Lanes512(c)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V FusedMultiplyAdd<V>(V a, V b, V c)
        where V : struct, ILanes<V> => V.FusedMultiplyAdd(a, b, c);
}
