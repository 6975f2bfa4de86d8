namespace NetGen.Generator.GradientFlow;

/// <summary>What the formulas of the predictor need beyond <see cref="Math"/>, in double precision.</summary>
internal static class SpecialFunctions
{
    private const double InverseRootOfTwoPi = 0.39894228040143267794;

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + e^x).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>e^x - 1 without loss of digits near zero.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        double h = Math.Tanh(x / 2);
        return 2 * h / (1 - h);
    }

    /// <summary>ln(1 + x) without loss of digits near zero (Kahan's correction).</summary>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>ln(e^a + e^b).</summary>
    public static double LogAdd(double a, double b)
    {
        double high = Math.Max(a, b);
        return double.IsNegativeInfinity(high) ? high : high + LogOnePlus(Math.Exp(Math.Min(a, b) - high));
    }

    /// <summary>The density of the standard normal distribution.</summary>
    public static double NormalDensity(double x) => InverseRootOfTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>The standard normal distribution function, to full relative precision in the lower tail.</summary>
    public static double NormalCdf(double x)
    {
        double a = Math.Abs(x);
        if (a > 38)
        {
            return x > 0 ? 1 : 0;
        }

        if (a < 3)
        {
            // Phi(x) - 1/2 = phi(x) (x + x^3/3 + x^5/15 + ...), all terms of one sign.
            double term = a;
            double sum = a;
            for (int k = 3; term > sum * 1e-17; k += 2)
            {
                term *= a * a / k;
                sum += term;
            }

            double half = NormalDensity(a) * sum;
            return x > 0 ? 0.5 + half : 0.5 - half;
        }

        // Mills' ratio as a continued fraction: 1/(x + 1/(x + 2/(x + 3/...))).
        double fraction = a;
        for (int k = 60; k > 0; k--)
        {
            fraction = a + (k / fraction);
        }

        double tail = NormalDensity(a) / fraction;
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The derivative of ln Gamma, for x &gt; 0.</summary>
    public static double Digamma(double x)
    {
        double sum = 0;
        for (; x < 8; x++)
        {
            sum -= 1 / x;
        }

        double y = 1 / (x * x);
        return sum + Math.Log(x) - (0.5 / x) - (y * ((1.0 / 12) - (y * ((1.0 / 120) - (y * ((1.0 / 252) - (y * ((1.0 / 240) - (y / 132)))))))));
    }

    /// <summary>The second derivative of ln Gamma, for x &gt; 0.</summary>
    public static double Trigamma(double x)
    {
        double sum = 0;
        for (; x < 8; x++)
        {
            sum += 1 / (x * x);
        }

        double y = 1 / (x * x);
        return sum + (1 / x) + (y / 2) + (y / x * ((1.0 / 6) - (y * ((1.0 / 30) - (y * ((1.0 / 42) - (y / 30)))))));
    }
}
