using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>
/// The inverse of the cumulative normal distribution, relative error below 1e-14, the same bits on every platform. The
/// rational approximations are those of Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
/// Applied Statistics 37 (1988), routine PPND16.
/// </summary>
internal static class NormalQuantile
{
    // The middle, |p - ½| up to this, has a formula without a logarithm.
    private const double Central = 0.425;

    /// <summary>The z with Φ(z) = <paramref name="p"/>.</summary>
    /// <param name="p">Strictly between 0 and 1; the caller guarantees it.</param>
    public static double Of(double p)
    {
        double q = p - 0.5;
        return Math.Abs(q) <= Central ? q * Center(0.180625 - (q * q)) : Tail(p, q);
    }

    /// <summary>As <see cref="Of(double)"/>, in place, several at once: the same bits.</summary>
    /// <param name="values">Each strictly between 0 and 1; the caller guarantees it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(Span<double> values)
    {
        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref double first = ref MemoryMarshal.GetReference(values);
            for (; done + Vector256<double>.Count <= values.Length; done += Vector256<double>.Count)
            {
                Vector256<double> p = Vector256.LoadUnsafe(ref first, (nuint)done);
                Vector256<double> q = p - Vector256.Create(0.5);
                Vector256<double> z = q * Center(Vector256.Create(0.180625) - (q * q));
                z.StoreUnsafe(ref first, (nuint)done);

                // One draw of seven lies outside.
                uint outside = Vector256.GreaterThan(Vector256.Abs(q), Vector256.Create(Central)).ExtractMostSignificantBits();
                for (; outside != 0; outside &= outside - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(outside);
                    Unsafe.Add(ref first, done + lane) = Tail(p[lane], q[lane]);
                }
            }
        }

        foreach (ref double value in values[done..])
        {
            value = Of(value);
        }
    }

    // Compiled once, for the drawing of a large matrix is over before the runtime would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Tail(double p, double q)
    {
        double tail = q < 0 ? p : 1 - p;
        double r = Math.Sqrt(-DeterministicMath.Log(tail));
        double z = r <= 5 ? Middle(r - 1.6) : Far(r - 5);
        return q < 0 ? -z : z;
    }

    private static double Center(double r) =>
        Horner(
            r, 2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
            1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0)
        / Horner(
            r, 5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
            5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1);

    private static Vector256<double> Center(Vector256<double> r) =>
        Horner(
            r, 2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
            1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0)
        / Horner(
            r, 5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
            5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1);

    private static double Middle(double r) =>
        Horner(
            r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
            3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0)
        / Horner(
            r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1);

    private static double Far(double r) =>
        Horner(
            r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
            2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0)
        / Horner(
            r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
            1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Horner(
        double r, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        double sum = (c7 * r) + c6;
        sum = (sum * r) + c5;
        sum = (sum * r) + c4;
        sum = (sum * r) + c3;
        sum = (sum * r) + c2;
        sum = (sum * r) + c1;
        return (sum * r) + c0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Horner(
        Vector256<double> r, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        Vector256<double> sum = (r * c7) + Vector256.Create(c6);
        sum = (sum * r) + Vector256.Create(c5);
        sum = (sum * r) + Vector256.Create(c4);
        sum = (sum * r) + Vector256.Create(c3);
        sum = (sum * r) + Vector256.Create(c2);
        sum = (sum * r) + Vector256.Create(c1);
        return (sum * r) + Vector256.Create(c0);
    }
}
