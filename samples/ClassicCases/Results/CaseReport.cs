namespace ClassicCases.Results;

/// <summary>The json of a run.</summary>
public sealed record CaseReport
{
    /// <summary>The seed of all random numbers.</summary>
    public required long Seed { get; init; }

    /// <summary>Whether the sizes are those of a quick run.</summary>
    public required bool Quick { get; init; }

    /// <summary>Whether every case that was asked for has run to its end.</summary>
    public required bool Complete { get; init; }

    /// <summary>Whether every criterion that was measured holds.</summary>
    public required bool Pass { get; init; }

    /// <summary>The criteria.</summary>
    public required IReadOnlyList<Check> Cases { get; init; }
}
