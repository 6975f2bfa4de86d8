using System.Globalization;

namespace NetGen.Generator.Infrastructure;

/// <summary>The one place where a float becomes C#: invariant, shortest round-trip, and right for NaN, infinities and -0.</summary>
internal static class FloatLiteral
{
    public static string Of(float value)
    {
        if (float.IsNaN(value))
        {
            return "float.NaN";
        }

        if (float.IsInfinity(value))
        {
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        // "R" is not reliable on every host of the compiler; nine digits always round-trip, fewer are tried first.
        for (int digits = 6; digits <= 9; digits++)
        {
            string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (digits == 9 || float.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                bool negativeZero = value == 0 && 1 / value < 0 && text[0] != '-';
                return (negativeZero ? "-" : "") + text + "f";
            }
        }

        throw new InvalidOperationException("Nine digits round-trip every float.");
    }
}
