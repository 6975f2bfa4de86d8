namespace NetGen.Benchmarks.Measurement;

/// <summary>The times of one contender, by round.</summary>
internal sealed class Measured(string name)
{
    private readonly Dictionary<int, double> _rounds = [];

    /// <summary>What the tables call it.</summary>
    public string Name { get; } = name;

    /// <summary>In how many rounds it took part.</summary>
    public int Rounds => _rounds.Count;

    /// <summary>The median time, in microseconds.</summary>
    public double Median => Statistics.Median(_rounds.Values);

    /// <summary>The shortest time, in microseconds.</summary>
    public double Best => _rounds.Values.Min();

    /// <summary>Adds the time of one round.</summary>
    public void Add(int round, double microseconds) => _rounds[round] = microseconds;

    /// <summary>
    /// How many times longer this took than another: the median over the rounds, in which both worked side by side, so that what slows the
    /// machine for a while slows both.
    /// </summary>
    public double RatioTo(Measured other)
    {
        double[] ratios = [.. _rounds.Where(pair => other._rounds.ContainsKey(pair.Key)).Select(pair => pair.Value / other._rounds[pair.Key])];
        return ratios.Length < 3 ? Median / other.Median : Statistics.Median(ratios);
    }

    /// <summary>How many microseconds longer this took than another: the median over the rounds, at least 0.</summary>
    public double DifferenceTo(Measured other) => Math.Max(
        0, Statistics.Median(_rounds.Where(pair => other._rounds.ContainsKey(pair.Key)).Select(pair => pair.Value - other._rounds[pair.Key])));
}
