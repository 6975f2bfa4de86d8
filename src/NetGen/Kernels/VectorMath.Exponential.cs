using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

public static partial class VectorMath
{
    /// <summary>eˣ, within 1 ulp.</summary>
    /// <remarks>0 where the result would be below 2^-125.5 = 1.66e-38 (x &lt; -86.98998); infinity above 88.72283.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => Exp(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) => Exp(new Lanes128(x)).Value;

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) => Exp(new Lanes256(x)).Value;

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) => Exp(new Lanes512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp<V>(V x)
        where V : struct, ILanes<V> => ExpOfLimited(V.AtMost(89f, V.AtLeast(-87.5f, x)));

    // eˣ for x in [-87.5, 89].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpOfLimited<V>(V x)
        where V : struct, ILanes<V>
    {
        V n = V.FusedMultiplyAdd(x, V.Create(Log2E), RoundingShifter) - RoundingShifter;
        V r = V.FusedMultiplyAdd(n, -Ln2High, x);
        return ExpOfReduced(V.FusedMultiplyAdd(n, -Ln2Low, r), n);
    }

    // e^(x + rest) for x in [-87.5, 89] and a rest that is small beside 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpOfSum<V>(V x, V rest)
        where V : struct, ILanes<V>
    {
        V n = V.FusedMultiplyAdd(x, V.Create(Log2E), RoundingShifter) - RoundingShifter;
        V r = V.FusedMultiplyAdd(n, -Ln2High, x);
        return ExpOfReduced(V.FusedMultiplyAdd(n, -Ln2Low, r + rest), n);
    }

    // 2ⁿ·eʳ for |r| <= ln 2 / 2 and n in -126..128, as 2ⁿ⁻¹·(2·eʳ): the power does not overflow before the product does, and is 0
    // for n = -126, so that no comparison is needed at either end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpOfReduced<V>(V r, V n)
        where V : struct, ILanes<V>
    {
        V p = V.FusedMultiplyAdd(V.Create(2.7636592e-03f), r, 1.6737064e-02f);
        p = V.FusedMultiplyAdd(p, r, 8.3336584e-02f);
        p = V.FusedMultiplyAdd(p, r, 3.3333045e-01f);
        p = V.FusedMultiplyAdd(p, r, 9.999999e-01f);
        p = V.FusedMultiplyAdd(p, r, 2f);
        p = V.FusedMultiplyAdd(p, r, 2f);
        return p * V.PowerOfTwo(n, -1f);
    }

    /// <summary>eˣ - 1, within 1.5 ulp.</summary>
    /// <remarks>-0 stays -0; -1 at -∞; infinity above 88.72283.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpMinusOne(float x) => ExpMinusOne(new LanesScalar(x)).Value;

    /// <inheritdoc cref="ExpMinusOne(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ExpMinusOne(Vector128<float> x) => ExpMinusOne(new Lanes128(x)).Value;

    /// <inheritdoc cref="ExpMinusOne(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpMinusOne(Vector256<float> x) => ExpMinusOne(new Lanes256(x)).Value;

    /// <inheritdoc cref="ExpMinusOne(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpMinusOne(Vector512<float> x) => ExpMinusOne(new Lanes512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpMinusOne<V>(V x)
        where V : struct, ILanes<V>
    {
        V q = ReducedExpMinusOne(V.AtMost(89f, V.AtLeast(-20f, x)), out V n);
        // Half the result first: 2ⁿ itself overflows for the largest x.
        V half = V.PowerOfTwo(n, -1f);
        V result = V.FusedMultiplyAdd(q, half, half - 0.5f);
        return V.CopySign(result + result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReducedExpMinusOne<V>(V x, out V n)
        where V : struct, ILanes<V>
    {
        n = V.FusedMultiplyAdd(x, V.Create(Log2E), RoundingShifter) - RoundingShifter;
        V r = V.FusedMultiplyAdd(n, -Ln2High, x);
        r = V.FusedMultiplyAdd(n, -Ln2Low, r);
        V p = V.FusedMultiplyAdd(V.Create(1.9760033e-04f), r, 1.3932314e-03f);
        p = V.FusedMultiplyAdd(p, r, 8.333548e-03f);
        p = V.FusedMultiplyAdd(p, r, 4.1666493e-02f);
        p = V.FusedMultiplyAdd(p, r, 1.6666666e-01f);
        p = V.FusedMultiplyAdd(p, r, 5.0e-01f);
        return V.FusedMultiplyAdd(p, r * r, r);
    }

    /// <summary>tanh x, within 2 ulp.</summary>
    /// <remarks>-0 stays -0; denormal arguments come back unchanged.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => Tanh(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) => Tanh(new Lanes128(x)).Value;

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => Tanh(new Lanes256(x)).Value;

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Tanh(new Lanes512(x)).Value;

    // tanh|x| = (1 - E)/(1 + E) with E = e^(-2|x|) = 2ⁿ·(q + 1), each of the two sums rounded once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<V>(V x)
        where V : struct, ILanes<V>
    {
        V q = ReducedExpMinusOne(V.AtLeast(-20f, V.Abs(x) * -2f), out V n);
        V power = V.PowerOfTwo(n, 0f);
        V minus = V.FusedMultiplyAdd(q, power, power - 1f);
        V plus = V.FusedMultiplyAdd(q, power, power + 1f);
        return V.CopySign(minus / plus, x);
    }

    /// <summary>The logistic function 1/(1 + e⁻ˣ), within 2 ulp.</summary>
    /// <remarks>Results below 2⁻¹²⁶ (x &lt; -87.34) are within 2⁻¹⁴⁸ of the true ones down to x = -88.72, and 0 beyond.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Sigmoid(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => Sigmoid(new Lanes128(x)).Value;

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Sigmoid(new Lanes256(x)).Value;

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Sigmoid(new Lanes512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid<V>(V x)
        where V : struct, ILanes<V>
    {
        V q = ReducedExpMinusOne(V.AtMost(89f, V.AtLeast(-20f, -x)), out V n);
        V half = V.PowerOfTwo(n, -1f);
        // The 1/2 joins the smaller part: half alone may be too large to take it up exactly.
        V sum = V.FusedMultiplyAdd(q, half, 0.5f) + half;
        return V.Create(1f) / (sum + sum);
    }
}
