namespace NetGen.Numerics.Tests;

/// <summary>Elementary functions in double precision, to a few units of its last place.</summary>
internal static class DoubleReference
{
    public static double ExpMinusOne(double x)
    {
        // Kahan's correction: the rounding errors of u - 1 and ln u cancel.
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : u == double.PositiveInfinity ? u : u < 0 ? double.NaN : Math.Log(u) * x / (u - 1);
    }

    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    public static double LogSigmoid(double x) => -Softplus(-x);

    public static double Erf(double x) => Math.Abs(x) < 2 ? ErfSeries(x) : Math.CopySign(1 - ErfcFraction(Math.Abs(x)), x);

    public static double Erfc(double x) => x < 1 ? 1 - Erf(x) : ErfcFraction(x);

    public static double NormalCdf(double x) => 0.5 * Erfc(-x * Math.Sqrt(0.5));

    public static double NormalPdf(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    // 2/√π·e^(-x²)·Σ 2ⁿ·x^(2n+1)/(2n+1)!!: all terms have one sign.
    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // e^(-x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...)))), from the far end.
    private static double ErfcFraction(double x)
    {
        if (x > 28)
        {
            return 0;
        }

        double tail = x;
        for (int n = x < 3 ? 120 : 40; n > 0; n--)
        {
            tail = x + (n * 0.5 / tail);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / tail;
    }
}
