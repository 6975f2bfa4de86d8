using System.Runtime.CompilerServices;

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

    private readonly double[] _coefficients;
    private readonly double _remainder;

    [MethodImpl(UnitMath.AtOnce)]
    private HermiteSeries(double[] coefficients, double meanSquare)
    {
        _coefficients = coefficients;
        double sum = 0;
        for (int k = 0; k < Terms; k++)
        {
            sum += coefficients[k] * coefficients[k];
        }

        // What the terms leave out belongs to high powers.
        _remainder = Math.Max(0, meanSquare - sum);
    }

    /// <summary>Expands functions that are given by their values at the nodes of a quadrature.</summary>
    public static HermiteSeries[] Of(GaussianQuadrature quadrature, params double[][] functions)
    {
        double[] xi = quadrature.Xi, weight = quadrature.Weight;
        var lanes = new double[UnitMath.Lanes];
        double[][] coefficients = [.. functions.Select(static _ => new double[Terms])];
        var polynomial = new double[xi.Length];
        var previous = new double[xi.Length];
        weight.CopyTo(polynomial, 0);
        for (int k = 0; k < Terms; k++)
        {
            for (int f = 0; f < functions.Length; f++)
            {
                coefficients[f][k] = UnitMath.Sum(polynomial, 0, functions[f], 0, xi.Length, lanes);
            }

            UnitMath.Recur(previous, polynomial, s_a[k], xi, s_b[k], xi.Length);
            (polynomial, previous) = (previous, polynomial);
        }

        return [.. functions.Select((f, i) => new HermiteSeries(coefficients[i], UnitMath.Sum(weight, 0, f, 0, f, 0, xi.Length, lanes)))];
    }

    /// <summary>The series of a function between this one and another.</summary>
    [MethodImpl(UnitMath.AtOnce)]
    public HermiteSeries Towards(HermiteSeries other, double share)
    {
        var coefficients = new double[Terms];
        double square = 0;
        for (int k = 0; k < Terms; k++)
        {
            coefficients[k] = _coefficients[k] + (share * (other._coefficients[k] - _coefficients[k]));
            square += coefficients[k] * coefficients[k];
        }

        return new HermiteSeries(coefficients, square + _remainder + (share * (other._remainder - _remainder)));
    }

    /// <summary>The value at a correlation.</summary>
    public double At(double c) => With(this, c);

    /// <summary>E[f(x) g(x')] of this function and another, at a correlation: the sum of f_k g_k c^k.</summary>
    /// <param name="other">g.</param>
    /// <param name="c">The correlation.</param>
    public double With(HermiteSeries other, double c) =>
        Sum(_coefficients, other._coefficients, c) + (c > 0 ? Math.Sqrt(_remainder * other._remainder) * Math.Pow(c, Terms) : 0);

    /// <summary>The sum of a_k b_k c^k, in four parts at once: one would wait for each term.</summary>
    [MethodImpl(UnitMath.AtOnce)]
    private static double Sum(double[] a, double[] b, double c)
    {
        double square = c * c, fourth = square * square;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int k = Terms - 4; k >= 0; k -= 4)
        {
            s0 = (s0 * fourth) + (a[k] * b[k]);
            s1 = (s1 * fourth) + (a[k + 1] * b[k + 1]);
            s2 = (s2 * fourth) + (a[k + 2] * b[k + 2]);
            s3 = (s3 * fourth) + (a[k + 3] * b[k + 3]);
        }

        return s0 + (s1 * c) + ((s2 + (s3 * c)) * square);
    }
}
