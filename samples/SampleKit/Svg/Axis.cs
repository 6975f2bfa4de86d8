namespace SampleKit.Svg;

/// <summary>One axis of a plot: its range, whether it is logarithmic, and what it shows.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Min">The smallest value; a power of ten on a logarithmic axis.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Log">True for a logarithmic axis.</param>
/// <param name="Open">Whether smaller values, zero among them, are drawn at the lower end, which is then marked "≤".</param>
public sealed record Axis(string Label, double Min, double Max, bool Log = false, bool Open = false)
{
    /// <summary>Where a value lies, 0..1; values outside are moved to the nearest end, so that zero has a place on a logarithmic axis.</summary>
    public double Position(double value)
    {
        if (double.IsNaN(value))
        {
            return 1;
        }

        double clamped = Math.Clamp(value, Min, Max);
        return Log
            ? (Math.Log10(clamped) - Math.Log10(Min)) / (Math.Log10(Max) - Math.Log10(Min))
            : (clamped - Min) / (Max - Min);
    }

    /// <summary>Values to write at the axis: at most <paramref name="count"/> or one more.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks(int count) => Log ? LogTicks(count) : LinearTicks(count);

    private List<(double Value, string Text)> LogTicks(int count)
    {
        int low = (int)Math.Round(Math.Log10(Min));
        int high = (int)Math.Floor(Math.Log10(Max) + 1e-9);
        int stride = Math.Max(1, (int)Math.Ceiling((high - low) / (double)count));
        List<(double, string)> ticks = [];
        if (Open)
        {
            ticks.Add((Min, "≤" + Numbers.PowerOfTen(low)));
        }

        for (int exponent = low; exponent <= high; exponent++)
        {
            // Counted from 1, so that 10⁰ is marked whenever it is on the axis.
            if (exponent % stride == 0 && !(Open && exponent - low < (stride + 1) / 2))
            {
                ticks.Add((Math.Pow(10, exponent), Numbers.PowerOfTen(exponent)));
            }
        }

        return ticks;
    }

    private List<(double Value, string Text)> LinearTicks(int count)
    {
        double raw = (Max - Min) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double stride = (raw / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
        List<(double, string)> ticks = [];
        for (long i = (long)Math.Ceiling((Min / stride) - 1e-9); i * stride <= Max + (stride * 1e-9); i++)
        {
            ticks.Add((i * stride, Numbers.Tick(i * stride)));
        }

        return ticks;
    }
}
