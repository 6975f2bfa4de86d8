using System.Globalization;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Numbers of a prediction as text. Three digits: the exponential and logarithm of different runtimes agree in those, and
/// theory promises no more.
/// </summary>
internal static class FlowText
{
    public static string Number(double value)
    {
        if (double.IsNaN(value))
        {
            return "";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "overflow" : "-overflow";
        }

        double size = Math.Abs(value);
        if (size == 0 || (size >= 9.995e-4 && size < 99950))
        {
            int decimals = size == 0 ? 0 : Math.Max(0, 2 - (int)Math.Floor(Math.Log10(size)));
            string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
        }

        return value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e");
    }
}
