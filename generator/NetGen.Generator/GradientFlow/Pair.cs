namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What two values have in common, for both signs of the cosine that two random vectors have: a product of such numbers needs
/// the mean over both.
/// </summary>
internal readonly record struct Pair(double High, double Low)
{
    public double Average => (High + Low) / 2;

    public static Pair Of(double value) => new(value, value);

    /// <summary>Vectors of n components that have nothing in common still have a cosine of about 1/sqrt(n).</summary>
    public static Pair Independent(int components) => new(1 / Math.Sqrt(components), -1 / Math.Sqrt(components));

    public Pair Map(Func<double, double> function) => new(function(High), function(Low));

    public Pair With(Pair other, Func<double, double, double> function) => new(function(High, other.High), function(Low, other.Low));

    /// <summary>Of n values, as of n features, a cosine is known to (1 - c²)/sqrt(n) only.</summary>
    /// <param name="components">The values.</param>
    public Pair Spread(double components)
    {
        double mean = Average;
        double own = (1 - (mean * mean)) * (1 - (mean * mean)) / components;
        double half = (High - Low) / 2;
        double spread = Math.Sqrt((half * half) + own);
        return new(Math.Min(1, mean + spread), mean - spread);
    }
}
