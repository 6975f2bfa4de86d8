using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

public static partial class VectorMath
{
    /// <summary>The larger of two numbers; NaN if either is.</summary>
    /// <remarks>Zeros are equal: of zeros with different signs the second comes out.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => Max(new LanesScalar(a), new LanesScalar(b)).Value;

    /// <inheritdoc cref="Max(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => Max(new Lanes128(a), new Lanes128(b)).Value;

    /// <inheritdoc cref="Max(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Max(new Lanes256(a), new Lanes256(b)).Value;

    /// <inheritdoc cref="Max(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Max(new Lanes512(a), new Lanes512(b)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Max<V>(V a, V b)
        where V : struct, ILanes<V> => V.WhereNumber(a, V.WhereGreater(a, b, a, b), a);

    /// <summary>The smaller of two numbers; NaN if either is.</summary>
    /// <remarks>Zeros are equal: of zeros with different signs the second comes out.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => Min(new LanesScalar(a), new LanesScalar(b)).Value;

    /// <inheritdoc cref="Min(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> a, Vector128<float> b) => Min(new Lanes128(a), new Lanes128(b)).Value;

    /// <inheritdoc cref="Min(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> a, Vector256<float> b) => Min(new Lanes256(a), new Lanes256(b)).Value;

    /// <inheritdoc cref="Min(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> a, Vector512<float> b) => Min(new Lanes512(a), new Lanes512(b)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Min<V>(V a, V b)
        where V : struct, ILanes<V> => V.WhereNumber(a, V.WhereGreater(b, a, a, b), a);

    /// <summary>x limited to [low, high]; a NaN x stays NaN. low &lt;= high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float x, float low, float high) =>
        Clamp(new LanesScalar(x), new LanesScalar(low), new LanesScalar(high)).Value;

    /// <inheritdoc cref="Clamp(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> x, Vector128<float> low, Vector128<float> high) =>
        Clamp(new Lanes128(x), new Lanes128(low), new Lanes128(high)).Value;

    /// <inheritdoc cref="Clamp(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clamp(Vector256<float> x, Vector256<float> low, Vector256<float> high) =>
        Clamp(new Lanes256(x), new Lanes256(low), new Lanes256(high)).Value;

    /// <inheritdoc cref="Clamp(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clamp(Vector512<float> x, Vector512<float> low, Vector512<float> high) =>
        Clamp(new Lanes512(x), new Lanes512(low), new Lanes512(high)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Clamp<V>(V x, V low, V high)
        where V : struct, ILanes<V> => V.WhereGreater(x, high, high, V.WhereGreater(low, x, low, x));

    /// <summary>a &gt; b ? yes : no; no if either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WhereGreater(float a, float b, float yes, float no) =>
        WhereGreater(new LanesScalar(a), new LanesScalar(b), new LanesScalar(yes), new LanesScalar(no)).Value;

    /// <inheritdoc cref="WhereGreater(float, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WhereGreater(Vector128<float> a, Vector128<float> b, Vector128<float> yes, Vector128<float> no) =>
        WhereGreater(new Lanes128(a), new Lanes128(b), new Lanes128(yes), new Lanes128(no)).Value;

    /// <inheritdoc cref="WhereGreater(float, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereGreater(Vector256<float> a, Vector256<float> b, Vector256<float> yes, Vector256<float> no) =>
        WhereGreater(new Lanes256(a), new Lanes256(b), new Lanes256(yes), new Lanes256(no)).Value;

    /// <inheritdoc cref="WhereGreater(float, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereGreater(Vector512<float> a, Vector512<float> b, Vector512<float> yes, Vector512<float> no) =>
        WhereGreater(new Lanes512(a), new Lanes512(b), new Lanes512(yes), new Lanes512(no)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V WhereGreater<V>(V a, V b, V yes, V no)
        where V : struct, ILanes<V> => V.WhereGreater(a, b, yes, no);

    /// <summary>a &gt;= b ? yes : no; no if either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WhereGreaterOrEqual(float a, float b, float yes, float no) =>
        WhereGreaterOrEqual(new LanesScalar(a), new LanesScalar(b), new LanesScalar(yes), new LanesScalar(no)).Value;

    /// <inheritdoc cref="WhereGreaterOrEqual(float, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WhereGreaterOrEqual(Vector128<float> a, Vector128<float> b, Vector128<float> yes, Vector128<float> no) =>
        WhereGreaterOrEqual(new Lanes128(a), new Lanes128(b), new Lanes128(yes), new Lanes128(no)).Value;

    /// <inheritdoc cref="WhereGreaterOrEqual(float, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereGreaterOrEqual(Vector256<float> a, Vector256<float> b, Vector256<float> yes, Vector256<float> no) =>
        WhereGreaterOrEqual(new Lanes256(a), new Lanes256(b), new Lanes256(yes), new Lanes256(no)).Value;

    /// <inheritdoc cref="WhereGreaterOrEqual(float, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereGreaterOrEqual(Vector512<float> a, Vector512<float> b, Vector512<float> yes, Vector512<float> no) =>
        WhereGreaterOrEqual(new Lanes512(a), new Lanes512(b), new Lanes512(yes), new Lanes512(no)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V WhereGreaterOrEqual<V>(V a, V b, V yes, V no)
        where V : struct, ILanes<V> => V.WhereGreaterOrEqual(a, b, yes, no);
}
