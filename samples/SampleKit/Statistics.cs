using System.Globalization;

namespace SampleKit;

/// <summary>Summaries of what many seeds gave.</summary>
public static class Statistics
{
    /// <summary>The middle value; the mean of the two middle ones for an even count.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Median(IReadOnlyCollection<double> values)
    {
        ThrowIfEmpty(values);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The square root of the mean of the squares.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double RootMeanSquare(IReadOnlyCollection<double> values)
    {
        ThrowIfEmpty(values);
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum / values.Count);
    }

    /// <summary>The number, or null when it is not finite.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>A float as the double that is written the same way: 0.01, not 0.0099999998.</summary>
    public static double Decimal(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Four significant digits: enough for a plot.</summary>
    public static double? Rounded(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// Which of the steps 1..<paramref name="steps"/> are kept for a curve: all of the first <paramref name="dense"/>, then
    /// each one ~<paramref name="ratio"/> times the one before, and the last.
    /// </summary>
    public static IReadOnlyList<int> CurveSteps(int steps, int dense, double ratio)
    {
        List<int> kept = [];
        for (int step = 1; step < steps; step = step < dense ? step + 1 : Math.Max(step + 1, (int)(step * ratio)))
        {
            kept.Add(step);
        }

        kept.Add(steps);
        return kept;
    }

    private static void ThrowIfEmpty(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("There are no values to summarise.", nameof(values));
        }
    }
}
