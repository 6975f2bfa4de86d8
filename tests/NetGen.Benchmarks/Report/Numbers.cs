using System.Globalization;

namespace NetGen.Benchmarks.Report;

/// <summary>Numbers for people.</summary>
internal static class Numbers
{
    /// <summary>Three digits that matter, or all of a larger whole number.</summary>
    public static string Short(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        int digits = 2 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits <= 0 ? value.ToString("N0", CultureInfo.InvariantCulture) : Math.Round(value, Math.Min(digits, 9)).ToString(CultureInfo.InvariantCulture);
    }
}
