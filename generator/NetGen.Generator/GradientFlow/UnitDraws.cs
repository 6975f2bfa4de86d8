using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Standard normal numbers for a population of units: the quantiles of the distribution, dealt out anew at each step. The mean and the mean
/// square are exact, and the same numbers come for the same key on every machine.
/// </summary>
internal sealed class UnitDraws
{
    private readonly double[] _quantiles;

    /// <param name="count">The units.</param>
    public UnitDraws(int count)
    {
        _quantiles = new double[count];
        double square = 0;
        for (int i = 0; i < count; i++)
        {
            _quantiles[i] = Quantile((i + 0.5) / count);
            square += _quantiles[i] * _quantiles[i] / count;
        }

        for (int i = 0; i < count; i++)
        {
            _quantiles[i] /= Math.Sqrt(square);
        }
    }

    /// <summary>Fills a part of an array.</summary>
    /// <param name="values">The array.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="key">What is drawn.</param>
    [MethodImpl(UnitMath.AtOnce)]
    public void Fill(double[] values, int start, ulong key)
    {
        _quantiles.CopyTo(values, start);
        ulong state = unchecked((key * 0x9E3779B97F4A7C15) + 0x1F83D9ABFB41BD6B);
        for (int i = _quantiles.Length - 1; i > 0; i--)
        {
            // SplitMix64 (Steele et al. 2014).
            state = unchecked(state + 0x9E3779B97F4A7C15);
            ulong mixed = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9);
            mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
            int other = (int)((mixed >> 33) * (ulong)(i + 1) >> 31);
            (values[start + i], values[start + other]) = (values[start + other], values[start + i]);
        }
    }

    /// <summary>The number that a share of all normal numbers lies below, by bisection.</summary>
    private static double Quantile(double share)
    {
        (double low, double high) = (-8, 8);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = SpecialFunctions.NormalCdf(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
