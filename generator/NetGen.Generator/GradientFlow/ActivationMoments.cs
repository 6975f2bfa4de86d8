using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What the recursions need of an activation f at z = offset + sqrt(q)·xi: moments of f and f', how they answer to q, and how
/// they correlate between two samples.
/// </summary>
internal sealed class ActivationMoments
{
    // Further out powers of z leave the range of double; functions follow power laws there.
    private const double LargestLogQ = 120;
    private const double SmallestMoment = 1e-300;

    /// <summary>ln E[f²].</summary>
    public double LogMeanSquare { get; private init; }

    /// <summary>E[f] in units of sqrt(E[f²]).</summary>
    public double Mean { get; private init; }

    /// <summary>ln E[f'²].</summary>
    public double LogSlopeSquare { get; private init; }

    /// <summary>E[f⁴] / E[f²]².</summary>
    public double Kurtosis { get; private init; }

    /// <summary>E[f'⁴] / E[f'²]².</summary>
    public double SlopeKurtosis { get; private init; }

    /// <summary>d ln E[f²] / d ln q.</summary>
    public double Elasticity { get; private init; }

    /// <summary>d ln E[f'²] / d ln q.</summary>
    public double SlopeElasticity { get; private init; }

    /// <summary>E[f f'] of two samples in units of E[f²], by their correlation.</summary>
    public HermiteSeries Correlation { get; private init; } = null!;

    /// <summary>The same of the slopes.</summary>
    public HermiteSeries SlopeCorrelation { get; private init; } = null!;

    /// <summary>The same of f², in units of E[f²]².</summary>
    public HermiteSeries SquareCorrelation { get; private init; } = null!;

    /// <summary>The same of f'², in units of E[f'²]².</summary>
    public HermiteSeries SlopeSquareCorrelation { get; private init; } = null!;

    /// <summary>3 E[f'⁴]/E[f'²]² - 1: how much one backward step through random weights spreads the gradient's square, times the width.</summary>
    public double Spread => (3 * SlopeKurtosis) - 1;

    public double MeanSquare => Math.Exp(LogMeanSquare);

    public double SlopeSquare => Math.Exp(LogSlopeSquare);

    /// <param name="function">f.</param>
    /// <param name="logQ">ln q.</param>
    /// <param name="offset">The mean of z.</param>
    /// <param name="squares">Whether the series of f² and f'² are wanted, which cost as much as the others.</param>
    public static ActivationMoments Of(ScalarFunction function, double logQ, double offset, bool squares = true)
    {
        double inner = function.IsHomogeneous && offset == 0 ? 0 : Math.Max(-LargestLogQ, Math.Min(LargestLogQ, logQ));
        ActivationMoments moments = Integrate(function, Math.Exp(inner), offset, squares);
        return inner == logQ ? moments : moments.Scaled(logQ - inner);
    }

    /// <summary>Those between two that are close to each other; without the series of squares.</summary>
    /// <param name="other">The others.</param>
    /// <param name="share">How far it is to them, from 0 to 1.</param>
    public ActivationMoments Towards(ActivationMoments other, double share)
    {
        return new ActivationMoments
        {
            LogMeanSquare = Between(LogMeanSquare, other.LogMeanSquare),
            LogSlopeSquare = Between(LogSlopeSquare, other.LogSlopeSquare),
            Mean = Between(Mean, other.Mean),
            Kurtosis = Between(Kurtosis, other.Kurtosis),
            SlopeKurtosis = Between(SlopeKurtosis, other.SlopeKurtosis),
            Elasticity = Between(Elasticity, other.Elasticity),
            SlopeElasticity = Between(SlopeElasticity, other.SlopeElasticity),
            Correlation = Correlation.Towards(other.Correlation, share),
            SlopeCorrelation = SlopeCorrelation.Towards(other.SlopeCorrelation, share),
        };

        double Between(double first, double second) => first + (share * (second - first));
    }

    /// <summary>The moments of a power law at another scale.</summary>
    public ActivationMoments Scaled(double logFactor) => new()
    {
        LogMeanSquare = LogMeanSquare + (Elasticity * logFactor),
        LogSlopeSquare = LogSlopeSquare + (SlopeElasticity * logFactor),
        Mean = Mean,
        Kurtosis = Kurtosis,
        SlopeKurtosis = SlopeKurtosis,
        Elasticity = Elasticity,
        SlopeElasticity = SlopeElasticity,
        Correlation = Correlation,
        SlopeCorrelation = SlopeCorrelation,
        SquareCorrelation = SquareCorrelation,
        SlopeSquareCorrelation = SlopeSquareCorrelation,
    };

    [MethodImpl(UnitMath.AtOnce)]
    private static ActivationMoments Integrate(ScalarFunction function, double q, double offset, bool squares)
    {
        var quadrature = new GaussianQuadrature(q, offset, function.Kinks);
        int count = quadrature.Z.Length;
        var f = new double[count];
        var slope = new double[count];
        double m2 = 0, s2 = 0;
        for (int i = 0; i < count; i++)
        {
            (f[i], slope[i]) = function.At(quadrature.Z[i]);
            m2 += quadrature.Weight[i] * f[i] * f[i];
            s2 += quadrature.Weight[i] * slope[i] * slope[i];
        }

        m2 = Math.Max(m2, SmallestMoment);
        s2 = Math.Max(s2, SmallestMoment);
        double fUnit = 1 / Math.Sqrt(m2), slopeUnit = 1 / Math.Sqrt(s2), scale = Math.Sqrt(q);
        var square = new double[count];
        var slopeSquare = new double[count];
        double mean = 0, m4 = 0, s4 = 0, mq = 0, sq = 0;
        for (int i = 0; i < count; i++)
        {
            double weight = quadrature.Weight[i];
            double xi = quadrature.Xi[i];
            mq += weight * scale * xi * f[i] * slope[i] / m2;
            f[i] *= fUnit;
            slope[i] *= slopeUnit;
            mean += weight * f[i];
            square[i] = f[i] * f[i];
            slopeSquare[i] = slope[i] * slope[i];
            m4 += weight * square[i] * square[i];
            s4 += weight * slopeSquare[i] * slopeSquare[i];
            sq += weight * slopeSquare[i] * xi * xi;
        }

        HermiteSeries[] series = squares ? HermiteSeries.Of(quadrature, f, slope, square, slopeSquare) : HermiteSeries.Of(quadrature, f, slope);
        return new ActivationMoments
        {
            LogMeanSquare = Math.Log(m2),
            LogSlopeSquare = Math.Log(s2),
            Mean = mean,
            Kurtosis = m4,
            SlopeKurtosis = s4,
            Elasticity = mq,
            SlopeElasticity = (sq - 1) / 2,
            Correlation = series[0],
            SlopeCorrelation = series[1],
            SquareCorrelation = squares ? series[2] : null!,
            SlopeSquareCorrelation = squares ? series[3] : null!,
        };
    }
}
