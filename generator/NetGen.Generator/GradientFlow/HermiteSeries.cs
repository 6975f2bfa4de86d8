namespace NetGen.Generator.GradientFlow;

/// <summary>
/// E[g(x) g(x')] as a function of the correlation c of two standard normal numbers: sum of h_k² c^k with the normalised
/// Hermite coefficients h_k = E[g(xi) He_k(xi)] / sqrt(k!).
/// </summary>
internal sealed class HermiteSeries
{
    private const int Terms = 48;

    // He_{k+1} / sqrt((k+1)!) = a_k x He_k / sqrt(k!) - b_k He_{k-1} / sqrt((k-1)!).
    private static readonly double[] s_a = [.. Enumerable.Range(0, Terms).Select(static k => 1 / Math.Sqrt(k + 1))];
    private static readonly double[] s_b = [.. Enumerable.Range(0, Terms).Select(static k => Math.Sqrt(k / (k + 1.0)))];

    private readonly double[] _squares = new double[Terms];
    private readonly double _remainder;

    private HermiteSeries(double[] coefficients, double meanSquare)
    {
        double sum = 0;
        for (int k = 0; k < Terms; k++)
        {
            _squares[k] = coefficients[k] * coefficients[k];
            sum += _squares[k];
        }

        // What the terms leave out belongs to high powers.
        _remainder = Math.Max(0, meanSquare - sum);
    }

    /// <summary>Expands functions that are given by their values at the nodes of a quadrature.</summary>
    public static HermiteSeries[] Of(GaussianQuadrature quadrature, params double[][] functions)
    {
        var coefficients = new double[functions.Length][];
        var squares = new double[functions.Length];
        double[] xi = quadrature.Xi;
        double[] weight = quadrature.Weight;
        for (int f = 0; f < functions.Length; f++)
        {
            coefficients[f] = new double[Terms];
            for (int i = 0; i < xi.Length; i++)
            {
                squares[f] += weight[i] * functions[f][i] * functions[f][i];
            }
        }

        var polynomial = new double[xi.Length];
        var previous = new double[xi.Length];
        weight.CopyTo(polynomial, 0);
        for (int k = 0; k < Terms; k++)
        {
            for (int f = 0; f < functions.Length; f++)
            {
                coefficients[f][k] = Dot(polynomial, functions[f]);
            }

            double a = s_a[k];
            double b = s_b[k];
            for (int i = 0; i < xi.Length; i++)
            {
                double next = (a * xi[i] * polynomial[i]) - (b * previous[i]);
                previous[i] = polynomial[i];
                polynomial[i] = next;
            }
        }

        return [.. functions.Select((_, f) => new HermiteSeries(coefficients[f], squares[f]))];
    }

    /// <summary>The value at a correlation.</summary>
    public double At(double c)
    {
        double sum = 0;
        for (int k = Terms - 1; k >= 0; k--)
        {
            sum = (sum * c) + _squares[k];
        }

        return c > 0 ? sum + (_remainder * Math.Pow(c, Terms)) : sum;
    }

    private static double Dot(double[] a, double[] b)
    {
        // Four sums at once: one would wait for each addition.
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int i = 0; i + 3 < a.Length; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }

        return s0 + s1 + (s2 + s3);
    }
}
