using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Functions in double precision that give the same bits on every platform, which the C library behind
/// <see cref="Math"/> does not promise: only exactly rounded operations are used.
/// </summary>
internal static class DeterministicMath
{
    // ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>
    /// The natural logarithm, within about an ulp: x = 2ᵉ·m with m in [√½, √2), ln x = e·ln 2 + 2·artanh((m-1)/(m+1)).
    /// </summary>
    /// <param name="x">A positive normal number; the caller guarantees it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        // ln m = f - (f²/2 - s·(f²/2 + R)), which loses nothing near 1 where f = m - 1 is exact and carries the value.
        double f = m - 1;
        double s = f / (2 + f);
        double s2 = s * s;
        double series = 1.0 / 25;
        series = (series * s2) + (1.0 / 23);
        series = (series * s2) + (1.0 / 21);
        series = (series * s2) + (1.0 / 19);
        series = (series * s2) + (1.0 / 17);
        series = (series * s2) + (1.0 / 15);
        series = (series * s2) + (1.0 / 13);
        series = (series * s2) + (1.0 / 11);
        series = (series * s2) + (1.0 / 9);
        series = (series * s2) + (1.0 / 7);
        series = (series * s2) + (1.0 / 5);
        series = (series * s2) + (1.0 / 3);
        double rest = 2 * s2 * series;
        double half = 0.5 * f * f;
        return (exponent * Ln2High) - ((half - ((s * (half + rest)) + (exponent * Ln2Low))) - f);
    }

    /// <summary>e to the power of x, within about an ulp: x = n·ln 2 + r with |r| ≤ ½·ln 2, eˣ = 2ⁿ·eʳ.</summary>
    /// <param name="x">In -700..700; the caller guarantees it.</param>
    public static double Exp(double x)
    {
        double n = Math.Round(x * 1.4426950408889634);
        double r = (x - (n * Ln2High)) - (n * Ln2Low);
        // The series of eʳ - 1 without its linear term; r is added last, where it loses nothing.
        double sum = 1.0 / 6227020800;
        sum = (sum * r) + (1.0 / 479001600);
        sum = (sum * r) + (1.0 / 39916800);
        sum = (sum * r) + (1.0 / 3628800);
        sum = (sum * r) + (1.0 / 362880);
        sum = (sum * r) + (1.0 / 40320);
        sum = (sum * r) + (1.0 / 5040);
        sum = (sum * r) + (1.0 / 720);
        sum = (sum * r) + (1.0 / 120);
        sum = (sum * r) + (1.0 / 24);
        sum = (sum * r) + (1.0 / 6);
        sum = (sum * r) + 0.5;
        double power = BitConverter.Int64BitsToDouble(((long)n + 1023) << 52);
        return power * (1 + (r + (sum * r * r)));
    }

    /// <summary>sin x and cos x, within 1e-12 absolutely: x = n·π/2 + r with |r| ≤ π/4.</summary>
    /// <param name="x">In 0..1e6; the caller guarantees it.</param>
    public static (double Sine, double Cosine) SinCos(double x)
    {
        // π/2 in three parts of 33 bits, whose products with n are exact.
        const double high = 1.57079632673412561417e+00, middle = 6.07710050630396597660e-11, low = 2.02226624879595063154e-21;
        double n = Math.Round(x * 0.63661977236758138);
        double r = ((x - (n * high)) - (n * middle)) - (n * low);
        double r2 = r * r;
        double sine = -1.0 / 1307674368000;
        sine = (sine * r2) + (1.0 / 6227020800);
        sine = (sine * r2) - (1.0 / 39916800);
        sine = (sine * r2) + (1.0 / 362880);
        sine = (sine * r2) - (1.0 / 5040);
        sine = (sine * r2) + (1.0 / 120);
        sine = (sine * r2) - (1.0 / 6);
        sine = r + (sine * r2 * r);
        double cosine = 1.0 / 20922789888000;
        cosine = (cosine * r2) - (1.0 / 87178291200);
        cosine = (cosine * r2) + (1.0 / 479001600);
        cosine = (cosine * r2) - (1.0 / 3628800);
        cosine = (cosine * r2) + (1.0 / 40320);
        cosine = (cosine * r2) - (1.0 / 720);
        cosine = (cosine * r2) + (1.0 / 24);
        cosine = (cosine * r2) - 0.5;
        cosine = 1 + (cosine * r2);
        return ((long)n & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }
}
