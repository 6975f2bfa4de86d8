namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Moments of p = softmax(z) for K independent z ~ N(0, q): E sum p², E sum p³ and E (sum p²)², each an integral over s of
/// E[e^(k z - s e^z)] and powers of E[e^(-s e^z)].
/// </summary>
internal sealed record SoftmaxPowers(double Second, double Third, double SecondSquared)
{
    private const double Range = 8.5;

    // Where one score decides alone.
    private const double Widest = 400;

    /// <summary>One value is all there is.</summary>
    private static readonly SoftmaxPowers s_certain = new(1, 1, 1);

    public static SoftmaxPowers Of(double q, int count)
    {
        if (count < 2 || q > Widest)
        {
            return s_certain;
        }

        double k = count;
        if (q < 1e-8)
        {
            return new SoftmaxPowers(1 / k, 1 / (k * k), 1 / (k * k));
        }

        double deviation = Math.Sqrt(q);
        double step = Math.Min(0.5, 0.5 / deviation);
        int half = (int)Math.Ceiling(Range / step);
        double[] exponential = [.. Enumerable.Range(-half, (2 * half) + 1).Select(i => Math.Exp(deviation * step * i))];
        double[] weight = [.. Enumerable.Range(-half, (2 * half) + 1).Select(i => step * SpecialFunctions.NormalDensity(step * i))];
        (double second, double third, double squared) = (0, 0, 0);
        double pace = Math.Max(0.25, 0.15 * deviation);
        for (double t = -(Range * deviation) - 12 - Math.Log(count); t < (Range * deviation) + 4; t += pace)
        {
            double s = Math.Exp(t);
            (double m0, double m2, double m3, double m4) = (0, 0, 0, 0);
            for (int i = 0; i < weight.Length; i++)
            {
                double x = s * exponential[i];
                if (x > 700)
                {
                    break;
                }

                double e = weight[i] * Math.Exp(-x);
                m0 += e;
                m2 += e * x * x;
                m3 += e * x * x * x;
                m4 += e * x * x * x * x;
            }

            double others = Math.Pow(m0, count - 2);
            second += k * m2 * others * m0;
            third += k * m3 / 2 * others * m0;
            squared += ((k * m4 * others * m0) + (k * (k - 1) * m2 * m2 * others)) / 6;
        }

        return new SoftmaxPowers(Within(second * pace, 1 / k), Within(third * pace, 1 / (k * k)), Within(squared * pace, 1 / (k * k)));

        static double Within(double value, double least) => Math.Max(least, Math.Min(1, value));
    }
}
