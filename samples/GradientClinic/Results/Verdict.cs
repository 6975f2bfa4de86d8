namespace GradientClinic.Results;

/// <summary>The words a run is judged with: the same everywhere, so that tables, page and json can be compared.</summary>
public static class Verdict
{
    /// <summary>The untreated network failed; with this remedy it reaches the goal.</summary>
    public const string Cured = "cured";

    /// <summary>No number overflows, but the goal is not reached in the steps given.</summary>
    public const string OnlyFinite = "keeps numbers finite, does not arrive";

    /// <summary>Numbers overflow, or the gradient grows by orders of magnitude on its way back and nothing is learned.</summary>
    public const string Explodes = "explodes";

    /// <summary>The gradient is lost on its way back and nothing is learned.</summary>
    public const string Vanishes = "vanishes";

    /// <summary>The gradient keeps its size, but nothing is learned in the steps given.</summary>
    public const string Stalls = "stalls";

    /// <summary>Learns without a remedy.</summary>
    public const string Trains = "trains";

    /// <summary>All of them, best first.</summary>
    public static IReadOnlyList<string> All { get; } = [Cured, Trains, OnlyFinite, Stalls, Vanishes, Explodes];
}
