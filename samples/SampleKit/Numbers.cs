using System.Globalization;

namespace SampleKit;

/// <summary>Numbers as people read them, always with a point as the decimal sign.</summary>
public static class Numbers
{
    private const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>About three significant digits: 0.0063, 1.27, 5.01 × 10⁸. "not finite" for null.</summary>
    public static string Short(double? value)
    {
        if (value is not { } number)
        {
            return "not finite";
        }

        double magnitude = Math.Abs(number);
        return magnitude switch
        {
            0 => "0",
            >= 1e5 or < 1e-3 => Scientific(number),
            >= 100 => number.ToString("0", CultureInfo.InvariantCulture),
            >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
            >= 1 => number.ToString("0.00", CultureInfo.InvariantCulture),
            >= 0.1 => number.ToString("0.000", CultureInfo.InvariantCulture),
            _ => number.ToString("0.0000", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Four significant digits, to be compared with a limit: 1.143·10⁻⁷, 0.01873, 2.251.</summary>
    public static string Precise(double? value) => value switch
    {
        null => "not finite",
        0 => "0",
        { } number when Math.Abs(number) is >= 1e5 or < 1e-4 => Scientific(number, "0.000"),
        { } number => number.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>A parameter with enough digits to compare it with the exact answer: -167167, 1001.00, 9.97.</summary>
    public static string Parameter(double? value) => value switch
    {
        null => "not finite",
        { } number when Math.Abs(number) is >= 1e7 or (> 0 and < 1e-3) => Scientific(number),
        { } number when Math.Abs(number) >= 1e4 => number.ToString("0", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) >= 100 => number.ToString("0.0", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <summary>How many times as bad as the best: 1.0000, 2.25, 35.2.</summary>
    public static string Ratio(double? value) => value switch
    {
        null => "not finite",
        < 1.1 => value.Value.ToString("0.0000", CultureInfo.InvariantCulture),
        < 10 => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
        < 1e4 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => Scientific(value.Value),
    };

    /// <summary>A loss in few characters: 1.93, 2.26, 10²², ∞.</summary>
    public static string Loss(double? value) => value switch
    {
        null => "∞",
        >= 1000 => PowerOfTen((int)Math.Log10(value.Value)),
        _ => Short(value),
    };

    /// <summary>95 %.</summary>
    public static string Percent(double fraction) => fraction switch
    {
        0 => "0\u00A0%",
        1 => "100\u00A0%",
        < 0.001 => "< 0.1\u00A0%",
        > 0.999 => "> 99.9\u00A0%",
        < 0.01 or > 0.99 and < 1 => (100 * fraction).ToString("0.0", CultureInfo.InvariantCulture) + "\u00A0%",
        _ => (100 * fraction).ToString("0", CultureInfo.InvariantCulture) + "\u00A0%",
    };

    /// <summary>A step number, or a dash.</summary>
    public static string Step(int? step) => step?.ToString(CultureInfo.InvariantCulture) ?? "–";

    /// <summary>10 to a power, with raised digits: 10⁻⁸.</summary>
    public static string PowerOfTen(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        2 => "100",
        3 => "1000",
        -1 => "0.1",
        -2 => "0.01",
        _ => "10" + Raised(exponent),
    };

    /// <summary>A number at an axis: 0, 250, 400k, 2.5.</summary>
    public static string Tick(double value) => Math.Abs(value) switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A coordinate in a drawing.</summary>
    public static string Coordinate(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Scientific(double value, string format = "0.0")
    {
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        double significand = value / Math.Pow(10, exponent);
        string text = significand.ToString(format, CultureInfo.InvariantCulture);
        if (text.TrimStart('-').StartsWith("10", StringComparison.Ordinal))
        {
            text = (significand / 10).ToString(format, CultureInfo.InvariantCulture);
            exponent++;
        }

        return text + "·10" + Raised(exponent);
    }

    private static string Raised(int exponent)
    {
        string text = exponent.ToString(CultureInfo.InvariantCulture);
        return string.Concat(text.Select(static c => c == '-' ? '⁻' : Digits[c - '0']));
    }
}
