namespace NetGen.Generator.GradientFlow;

/// <summary>
/// E||softmax(z)||² for K independent z ~ N(0, q): K times the integral over s of s E[e^(2z - s e^z)] E[e^(-s e^z)]^(K-1).
/// 1/K when all scores are equal, 1 when one of them always wins.
/// </summary>
internal static class SoftmaxEnergy
{
    private const double Range = 8.5;
    private const double WideFrom = 10;

    public static double Of(double q, int classes)
    {
        double deviation = Math.Sqrt(q);
        if (deviation < 1e-6)
        {
            return 1.0 / classes;
        }

        // The trapezoidal rule in t = ln s: everything is smooth and falls off on both sides.
        double step = Math.Max(0.25, 0.15 * deviation);
        double end = (Range * deviation) + 4;
        double sum = 0;
        Transform transform = deviation < WideFrom ? new Transform(deviation) : default;
        for (double t = -(Range * deviation) - 12 - Math.Log(classes); t < end; t += step)
        {
            (double first, double others) = deviation < WideFrom ? transform.At(t) : Wide(t, deviation);
            sum += first * Math.Pow(others, classes - 1);
        }

        return Math.Max(1.0 / classes, Math.Min(1, classes * step * sum));
    }

    /// <summary>Both expectations as sums over u = z + t, for distributions much wider than the function e^(-e^u) falls.</summary>
    private static (double First, double Others) Wide(double t, double deviation)
    {
        const double Step = 0.25;
        double first = 0;
        double others = 0;
        for (double u = -32; u < 4; u += Step)
        {
            double gumbel = Step * Math.Exp(u - Math.Exp(u));
            double z = (u - t) / deviation;
            first += gumbel * Math.Exp(u) * SpecialFunctions.NormalDensity(z) / deviation;
            others += gumbel * SpecialFunctions.NormalCdf(z);
        }

        return (first, others);
    }

    /// <summary>The expectations as sums over z.</summary>
    private readonly struct Transform
    {
        private readonly double[] _exponentials;
        private readonly double[] _weights;

        public Transform(double deviation)
        {
            double step = Math.Min(0.5, 0.5 / deviation);
            int half = (int)Math.Ceiling(Range / step);
            _exponentials = new double[(2 * half) + 1];
            _weights = new double[_exponentials.Length];
            for (int i = -half; i <= half; i++)
            {
                _exponentials[i + half] = Math.Exp(deviation * step * i);
                _weights[i + half] = step * SpecialFunctions.NormalDensity(step * i);
            }
        }

        public (double First, double Others) At(double t)
        {
            double s = Math.Exp(t);
            double first = 0;
            double others = 0;
            for (int i = 0; i < _weights.Length; i++)
            {
                double x = s * _exponentials[i];
                if (x > 700)
                {
                    break;
                }

                double e = _weights[i] * Math.Exp(-x);
                others += e;
                first += e * x * x;
            }

            return (first, others);
        }
    }
}
