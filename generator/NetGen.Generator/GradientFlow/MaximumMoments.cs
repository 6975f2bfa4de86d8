namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The largest of m values f(z_i), f rising, where all z_i correlate alike: given what they share, they are independent, and the
/// largest of m independent normal numbers has the density m Phi^(m-1) phi.
/// </summary>
internal sealed class MaximumMoments
{
    private const int Shared = 24;

    private readonly ScalarFunction _function;
    private readonly double _scale;
    private readonly double _offset;
    private readonly int _count;
    private readonly double[] _nodes;
    private readonly double[] _weights;

    private MaximumMoments(ScalarFunction function, double logQ, double offset, int count)
    {
        _function = function;
        _scale = Math.Exp(logQ / 2);
        _offset = offset;
        _count = count;

        // The largest of many lies further out than one.
        double end = 8.5;
        const int Segments = 6;
        _nodes = new double[Segments * GaussLegendre.Count];
        _weights = new double[_nodes.Length];
        double total = 0;
        for (int i = 0; i < _nodes.Length; i++)
        {
            double half = end / Segments;
            double x = -end + (half * ((2 * (i / GaussLegendre.Count)) + 1 + GaussLegendre.Nodes[i % GaussLegendre.Count]));
            _nodes[i] = x;
            _weights[i] = GaussLegendre.Weights[i % GaussLegendre.Count] * SpecialFunctions.NormalDensity(x) * Math.Pow(SpecialFunctions.NormalCdf(x), count - 1);
            total += _weights[i];
        }

        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] /= total;
        }
    }

    /// <summary>ln E[max²].</summary>
    public double LogSquare { get; private set; }

    /// <summary>E[max] in units of the root mean square.</summary>
    public double Mean { get; private set; }

    /// <summary>E[max⁴] / E[max²]².</summary>
    public double Kurtosis { get; private set; }

    /// <summary>ln E[f'²] at the largest.</summary>
    public double LogSlopeSquare { get; private set; }

    /// <param name="function">f.</param>
    /// <param name="logQ">ln of the variance of z.</param>
    /// <param name="offset">Its mean.</param>
    /// <param name="count">m.</param>
    /// <param name="correlation">The correlation within a window.</param>
    public static MaximumMoments Of(ScalarFunction function, double logQ, double offset, int count, double correlation)
    {
        var moments = new MaximumMoments(function, logQ, offset, count);
        (double value, double square, double fourth, double slope) = (0, 0, 0, 0);
        moments.Integrate(Math.Max(0, correlation), (weight, inner) =>
        {
            for (int i = 0; i < inner.Length; i++)
            {
                double f = function.Value(inner[i]);
                double d = function.Derivative(inner[i]);
                double w = weight * moments._weights[i];
                value += w * f;
                square += w * f * f;
                fourth += w * f * f * f * f;
                slope += w * d * d;
            }
        });
        square = Math.Max(square, 1e-300);
        moments.LogSquare = Math.Log(square);
        moments.Mean = value / Math.Sqrt(square);
        moments.Kurtosis = fourth / (square * square);
        moments.LogSlopeSquare = Math.Log(Math.Max(slope, 1e-300));
        return moments;
    }

    /// <summary>E[max max'] of two windows whose values correlate, in units of E[max²], and the same of the slopes.</summary>
    public (double Value, double Slope) At(double correlation)
    {
        if (correlation < 0)
        {
            // An odd continuation: what is even in a small correlation is smaller still.
            (double value, double slope) = At(-correlation);
            (double value0, double slope0) = At(0);
            return ((2 * value0) - value, (2 * slope0) - slope);
        }

        double f2 = 0;
        double d2 = 0;
        Integrate(Math.Min(1, correlation), (weight, inner) =>
        {
            double f = 0;
            double d = 0;
            for (int i = 0; i < inner.Length; i++)
            {
                f += _weights[i] * _function.Value(inner[i]);
                d += _weights[i] * _function.Derivative(inner[i]);
            }

            f2 += weight * f * f;
            d2 += weight * d * d;
        });
        return (f2 / Math.Exp(LogSquare), d2 / Math.Exp(LogSlopeSquare));
    }

    /// <summary>Goes over what all values share; inner are the largest values for it.</summary>
    private void Integrate(double correlation, Action<double, double[]> add)
    {
        double shared = Math.Sqrt(correlation) * _scale;
        double own = Math.Sqrt(Math.Max(0, 1 - correlation)) * _scale;
        var inner = new double[_nodes.Length];
        if (correlation == 0)
        {
            Fill(0);
            add(1, inner);
            return;
        }

        // Gauss-Legendre on three segments of ±6 deviations is exact to more digits than theory has.
        const int Segments = 2;
        double total = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < Segments * Shared; i++)
            {
                double x = -6 + (6.0 / Segments * ((2 * (i / Shared)) + 1 + GaussLegendre.Nodes[i % Shared]));
                double weight = GaussLegendre.Weights[i % Shared] * SpecialFunctions.NormalDensity(x);
                if (pass == 0)
                {
                    total += weight;
                    continue;
                }

                Fill(shared * x);
                add(weight / total, inner);
            }
        }

        void Fill(double middle)
        {
            for (int i = 0; i < inner.Length; i++)
            {
                inner[i] = _offset + middle + (own * _nodes[i]);
            }
        }
    }
}
