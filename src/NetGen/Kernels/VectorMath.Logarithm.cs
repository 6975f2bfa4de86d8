using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

public static partial class VectorMath
{
    /// <summary>ln x, within 1 ulp.</summary>
    /// <remarks>-∞ at zeros, NaN below.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => Log(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => Log(new Lanes128(x)).Value;

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) => Log(new Lanes256(x)).Value;

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => Log(new Lanes512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log<V>(V x)
        where V : struct, ILanes<V>
    {
        V tiny = V.Create(MinNormal);
        V normal = V.WhereGreater(tiny, x, x * 8388608f, x);
        V exponent = V.Exponent(normal) + V.WhereGreater(tiny, x, V.Create(-23f), V.Create(0f));
        V result = LogOfReduced(V.Significand(normal) - 1f, exponent);
        V infinity = V.Create(float.PositiveInfinity);
        result = V.WhereGreater(infinity, x, result, x);
        return V.WhereGreater(x, V.Create(0f), result, V.WhereGreaterOrEqual(x, V.Create(0f), -infinity, V.Create(float.NaN)));
    }

    /// <summary>ln(1 + x), within 1.5 ulp.</summary>
    /// <remarks>-0 stays -0; -∞ at -1, NaN below.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogOnePlus(float x) => LogOnePlus(new LanesScalar(x)).Value;

    /// <inheritdoc cref="LogOnePlus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LogOnePlus(Vector128<float> x) => LogOnePlus(new Lanes128(x)).Value;

    /// <inheritdoc cref="LogOnePlus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogOnePlus(Vector256<float> x) => LogOnePlus(new Lanes256(x)).Value;

    /// <inheritdoc cref="LogOnePlus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogOnePlus(Vector512<float> x) => LogOnePlus(new Lanes512(x)).Value;

    // 1 + x = 2ⁿ·(1 + f) with the n of the rounded sum and the f of the exact one: f = x·2⁻ⁿ + (2⁻ⁿ - 1). Where x is so large that
    // 2⁻ⁿ might leave the range, the 1 does not matter and the significand of the sum serves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V LogOnePlus<V>(V x)
        where V : struct, ILanes<V>
    {
        V sum = x + 1f;
        V exponent = V.Exponent(sum);
        V power = V.PowerOfTwo(-exponent, 0f);
        V f = V.FusedMultiplyAdd(x, power, power - 1f);
        f = V.WhereGreater(x, V.Create(1048576f), V.Significand(sum) - 1f, f);
        V result = V.CopySign(LogOfReduced(f, exponent), x);
        V infinity = V.Create(float.PositiveInfinity);
        result = V.WhereGreater(infinity, x, result, x);
        return V.WhereGreater(sum, V.Create(0f), result, V.WhereGreaterOrEqual(sum, V.Create(0f), -infinity, V.Create(float.NaN)));
    }

    // ln(2ⁿ·(1 + f)) for 1 + f in [√½, √2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfReduced<V>(V f, V n)
        where V : struct, ILanes<V>
    {
        V p = V.FusedMultiplyAdd(V.Create(-7.636439e-02f), f, 1.2762217e-01f);
        p = V.FusedMultiplyAdd(p, f, -1.315961e-01f);
        p = V.FusedMultiplyAdd(p, f, 1.420158e-01f);
        p = V.FusedMultiplyAdd(p, f, -1.6623409e-01f);
        p = V.FusedMultiplyAdd(p, f, 2.0001242e-01f);
        p = V.FusedMultiplyAdd(p, f, -2.500082e-01f);
        p = V.FusedMultiplyAdd(p, f, 3.333333e-01f);
        p = V.FusedMultiplyAdd(p, f, -0.5f);
        V result = V.FusedMultiplyAdd(f * f, p, n * Ln2Low) + f;
        return V.FusedMultiplyAdd(n, Ln2High, result);
    }

    /// <summary>ln(1 + eˣ), within 2 ulp.</summary>
    /// <remarks>0 where the result would be below 2^-125.5 = 1.66e-38.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => Softplus(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x) => Softplus(new Lanes128(x)).Value;

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => Softplus(new Lanes256(x)).Value;

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => Softplus(new Lanes512(x)).Value;

    // ln(1 + eˣ) = max(x, 0) + ln(1 + e^-|x|).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Softplus<V>(V x)
        where V : struct, ILanes<V> => V.WhereGreater(V.Create(0f), x, V.Create(0f), x) + LogOnePlusExpOfMinus(V.Abs(x));

    /// <summary>ln(1/(1 + e⁻ˣ)) = -ln(1 + e⁻ˣ), within 2 ulp.</summary>
    /// <remarks>0 where the magnitude of the result would be below 2^-125.5 = 1.66e-38.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogSigmoid(float x) => LogSigmoid(new LanesScalar(x)).Value;

    /// <inheritdoc cref="LogSigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LogSigmoid(Vector128<float> x) => LogSigmoid(new Lanes128(x)).Value;

    /// <inheritdoc cref="LogSigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogSigmoid(Vector256<float> x) => LogSigmoid(new Lanes256(x)).Value;

    /// <inheritdoc cref="LogSigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogSigmoid(Vector512<float> x) => LogSigmoid(new Lanes512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V LogSigmoid<V>(V x)
        where V : struct, ILanes<V> => V.WhereGreater(x, V.Create(0f), V.Create(0f), x) - LogOnePlusExpOfMinus(V.Abs(x));

    // ln(1 + e⁻ˣ) for x >= 0: a series in e⁻ˣ, which lies in [0, 1].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOnePlusExpOfMinus<V>(V x)
        where V : struct, ILanes<V>
    {
        V e = ExpOfLimited(V.AtLeast(-87.5f, -x));
        V p = V.FusedMultiplyAdd(V.Create(-3.3009069e-03f), e, 2.012657e-02f);
        p = V.FusedMultiplyAdd(p, e, -5.7520546e-02f);
        p = V.FusedMultiplyAdd(p, e, 1.0666309e-01f);
        p = V.FusedMultiplyAdd(p, e, -1.5347233e-01f);
        p = V.FusedMultiplyAdd(p, e, 1.9692683e-01f);
        p = V.FusedMultiplyAdd(p, e, -2.4958089e-01f);
        p = V.FusedMultiplyAdd(p, e, 3.3330467e-01f);
        p = V.FusedMultiplyAdd(p, e, -4.999993e-01f);
        return V.FusedMultiplyAdd(p, e * e, e);
    }
}
