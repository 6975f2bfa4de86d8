using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

public static partial class VectorMath
{
    /// <summary>The error function 2/√π·∫₀ˣ e^(-t²) dt, within 1.5 ulp.</summary>
    /// <remarks>-0 stays -0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erf(float x) => Erf(new LanesScalar(x)).Value;

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => Erf(new Lanes128(x)).Value;

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x) => Erf(new Lanes256(x)).Value;

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) => Erf(new Lanes512(x)).Value;

    // A series up to 1; above it 1 - e^t(x) with a polynomial t for the logarithm of the complement; 1 from 4 on. A NaN fails the
    // comparison, and the series carries it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf<V>(V x)
        where V : struct, ILanes<V>
    {
        V a = V.AtMost(4f, V.Abs(x));
        V square = a * a;
        V p = V.FusedMultiplyAdd(V.Create(7.806903e-05f), square, -7.997853e-04f);
        p = V.FusedMultiplyAdd(p, square, 5.187162e-03f);
        p = V.FusedMultiplyAdd(p, square, -2.6853347e-02f);
        p = V.FusedMultiplyAdd(p, square, 1.1283579e-01f);
        p = V.FusedMultiplyAdd(p, square, -3.7612626e-01f);
        p = V.FusedMultiplyAdd(p, square, 1.2837917e-01f);
        V near = V.FusedMultiplyAdd(p, a, a);
        V t = V.FusedMultiplyAdd(V.Create(1.8637005e-04f), a, -2.947588e-03f);
        t = V.FusedMultiplyAdd(t, a, 2.1837857e-02f);
        t = V.FusedMultiplyAdd(t, a, -1.0310646e-01f);
        t = V.FusedMultiplyAdd(t, a, -6.38145e-01f);
        t = V.FusedMultiplyAdd(t, a, -1.1270891e+00f);
        t = V.FusedMultiplyAdd(t, a, -3.415206e-04f);
        V far = V.Create(1f) - ExpOfLimited(t);
        return V.CopySign(V.WhereGreater(a, V.Create(1f), far, near), x);
    }

    /// <summary>The distribution function Φ(x) = ½·(1 + erf(x/√2)) of the standard normal distribution, within 6 ulp.</summary>
    /// <remarks>
    /// The bound holds in the lower tail, too, where nothing cancels; for x &gt; -5 it is 5 ulp, for x &gt; 0 it is 3. Results below 2⁻¹²⁶
    /// are right to within 2⁻¹⁴⁷ or 0.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalCdf(float x) => NormalCdf(new LanesScalar(x)).Value;

    /// <inheritdoc cref="NormalCdf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NormalCdf(Vector128<float> x) => NormalCdf(new Lanes128(x)).Value;

    /// <inheritdoc cref="NormalCdf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NormalCdf(Vector256<float> x) => NormalCdf(new Lanes256(x)).Value;

    /// <inheritdoc cref="NormalCdf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalCdf(Vector512<float> x) => NormalCdf(new Lanes512(x)).Value;

    // Φ(-a) = e^(-a²/2)·p(a)/q(a): with positive coefficients throughout, nothing cancels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V NormalCdf<V>(V x)
        where V : struct, ILanes<V>
    {
        V a = V.AtMost(13.22f, V.Abs(x));
        V e = ExpOfMinusHalfSquare(a, 0f);
        V p = V.FusedMultiplyAdd(V.Create(4.0776166e-03f), a, 4.0372588e-02f);
        p = V.FusedMultiplyAdd(p, a, 1.8246193e-01f);
        p = V.FusedMultiplyAdd(p, a, 4.3725103e-01f);
        p = V.FusedMultiplyAdd(p, a, 5.0e-01f);
        V q = V.FusedMultiplyAdd(V.Create(1.0220939e-02f), a, 1.01205885e-01f);
        q = V.FusedMultiplyAdd(q, a, 4.6742937e-01f);
        q = V.FusedMultiplyAdd(q, a, 1.1992911e+00f);
        q = V.FusedMultiplyAdd(q, a, 1.672387e+00f);
        q = V.FusedMultiplyAdd(q, a, 1f);
        V tail = e * p / q;
        return V.WhereGreater(x, V.Create(0f), V.Create(1f) - tail, tail);
    }

    /// <summary>The density φ(x) = e^(-x²/2)/√(2π) of the standard normal distribution, within 2 ulp.</summary>
    /// <remarks>Results below 2⁻¹²⁶ are right to within 2⁻¹⁴⁷ or 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalPdf(float x) => NormalPdf(new LanesScalar(x)).Value;

    /// <inheritdoc cref="NormalPdf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NormalPdf(Vector128<float> x) => NormalPdf(new Lanes128(x)).Value;

    /// <inheritdoc cref="NormalPdf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NormalPdf(Vector256<float> x) => NormalPdf(new Lanes256(x)).Value;

    /// <inheritdoc cref="NormalPdf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalPdf(Vector512<float> x) => NormalPdf(new Lanes512(x)).Value;

    // The rounding error of 1/√(2π) goes into the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V NormalPdf<V>(V x)
        where V : struct, ILanes<V> => ExpOfMinusHalfSquare(V.AtMost(13.22f, V.Abs(x)), -2.841306e-08f) * 0.3989423f;

    // e^(more - a²/2) for a in [0, 13.22] and a small more. The rounding error of a², small in itself, is large in the exponent:
    // it is put back.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpOfMinusHalfSquare<V>(V a, float more)
        where V : struct, ILanes<V>
    {
        V square = a * a;
        V rest = V.FusedMultiplyAdd(a, a, -square);
        return ExpOfSum(square * -0.5f, V.FusedMultiplyAdd(rest, V.Create(-0.5f), more));
    }
}
