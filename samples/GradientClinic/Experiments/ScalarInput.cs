namespace GradientClinic.Experiments;

/// <summary>How the numbers 1..1000 are fed to a network of one input.</summary>
internal sealed record ScalarInput(string Name, double Shift, double Divisor)
{
    /// <summary>As they are, divided by 1000, and with mean 0 and variance 1.</summary>
    public static IReadOnlyList<ScalarInput> All { get; } =
        [new("raw", 0, 1), new("/1000", 0, 1000), new("standardised", 500.5, Math.Sqrt(((1000.0 * 1000.0) - 1) / 12))];

    /// <summary>(x - shift)/divisor.</summary>
    public float[] Scale(float[] values) => [.. values.Select(v => (float)((v - Shift) / Divisor))];
}
