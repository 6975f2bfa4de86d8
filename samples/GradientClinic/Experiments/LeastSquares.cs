using GradientClinic.Results;

namespace GradientClinic.Experiments;

/// <summary>The straight line y = wx + b of least squared error, in closed form and double precision.</summary>
public static class LeastSquares
{
    /// <summary>w = cov(x, y)/var(x), b = mean(y) - w·mean(x).</summary>
    /// <exception cref="ArgumentException">The lengths differ, there are fewer than two points, or all x are equal.</exception>
    public static LineFit Fit(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (x.Length != y.Length || x.Length < 2)
        {
            throw new ArgumentException($"A line needs at least two points with both coordinates; given {x.Length} x and {y.Length} y.", nameof(x));
        }

        double meanX = Mean(x);
        double meanY = Mean(y);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.Length; i++)
        {
            // Centred sums: with raw ones the intercept of these data would lose half of its digits.
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }

        if (variance == 0)
        {
            throw new ArgumentException($"All {x.Length} points have x = {meanX}; no line fits best.", nameof(x));
        }

        double w = covariance / variance;
        double b = meanY - (w * meanX);
        return new LineFit(w, b, MeanSquaredError(x, y, w, b));
    }

    /// <summary>The mean of (wx + b - y)².</summary>
    public static double MeanSquaredError(ReadOnlySpan<float> x, ReadOnlySpan<float> y, double w, double b)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = (w * x[i]) + b - y[i];
            sum += error * error;
        }

        return sum / x.Length;
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
