using System.Text.Json.Serialization;
using SampleKit;

namespace ClassicCases.Results;

/// <summary>A criterion and what was measured.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="Criterion">What has to hold.</param>
/// <param name="Value">What was measured: of several runs, the one that is furthest from passing; null when it is not finite.</param>
/// <param name="Pass">Whether it holds.</param>
public sealed record Check(string Case, string Criterion, double? Value, bool Pass)
{
    /// <summary>What was measured in each run.</summary>
    public IReadOnlyList<double?> Values { get; init; } = [];

    /// <summary>How a quick run differs from the full one, when it does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>A criterion that holds when each value is below a limit.</summary>
    public static Check Below(string name, string criterion, IEnumerable<double> values, double limit) =>
        Worst(name, criterion, [.. values], static all => all.Max(), v => v < limit);

    /// <summary>A criterion that holds when each value is above a limit.</summary>
    public static Check Above(string name, string criterion, IEnumerable<double> values, double limit) =>
        Worst(name, criterion, [.. values], static all => all.Min(), v => v > limit);

    /// <summary>A criterion that holds when each value lies between two limits.</summary>
    public static Check Within(string name, string criterion, IEnumerable<double> values, double low, double high) =>
        Worst(name, criterion, [.. values], all => all.MaxBy(v => Math.Abs(v - ((low + high) / 2))), v => v >= low && v <= high);

    /// <summary>A criterion that holds when enough of the values reach a limit; its value is that of the last one that is needed.</summary>
    public static Check Reaching(string name, string criterion, IEnumerable<double> values, double limit, int enough)
    {
        double?[] finite = [.. values.Select(Statistics.Finite)];
        double? deciding = finite.OrderDescending().ElementAt(enough - 1);
        return new Check(name, criterion, deciding, deciding >= limit) { Values = finite };
    }

    private static Check Worst(string name, string criterion, double[] values, Func<double[], double> worst, Func<double, bool> holds)
    {
        double?[] finite = [.. values.Select(Statistics.Finite)];
        return finite.Contains(null)
            ? new Check(name, criterion, null, false) { Values = finite }
            : new Check(name, criterion, worst(values), values.All(holds)) { Values = finite };
    }
}
