namespace NetGen.Numerics.Tests;

/// <summary>Errors in units of the last place of a float.</summary>
internal static class Ulp
{
    private const double Smallest = 1.6624e-38;
    private const double Overflow = 3.4028235677973366e38;

    /// <summary>
    /// |actual - expected| over the distance of floats at expected. A result below 2^-125.5 may be anything within that of the
    /// expected one, 0 included.
    /// </summary>
    public static double Error(float actual, double expected)
    {
        if (float.IsNaN(actual) || double.IsNaN(expected))
        {
            return float.IsNaN(actual) && double.IsNaN(expected) ? 0 : double.PositiveInfinity;
        }

        double magnitude = Math.Abs(expected);
        if (magnitude >= Overflow)
        {
            // float.MaxValue, the last float before infinity, is one unit away from it.
            return float.IsInfinity(actual) && Math.Sign(actual) == Math.Sign(expected) ? 0
                : double.IsFinite(expected) && Math.Abs(actual) == float.MaxValue ? 1 : double.PositiveInfinity;
        }

        if (magnitude < Smallest)
        {
            return Math.Abs(actual - expected) <= Smallest ? 0 : double.PositiveInfinity;
        }

        return Math.Abs(actual - expected) / Math.ScaleB(1, Math.ILogB(magnitude) - 23);
    }
}
