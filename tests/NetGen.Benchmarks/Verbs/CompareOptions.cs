using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Verbs;

/// <summary>What <c>compare</c> was asked for.</summary>
internal sealed record CompareOptions
{
    /// <summary>The networks.</summary>
    public required IReadOnlyList<NetworkShape> Shapes { get; init; }

    /// <summary>The batch sizes.</summary>
    public required IReadOnlyList<int> Batches { get; init; }

    /// <summary>What the run may take from the start of the process.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The peers; empty for all.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>The Python interpreter with PyTorch; null to look for one.</summary>
    public string? Python { get; init; }

    /// <summary>The OpenBLAS library; null to look for it.</summary>
    public string? OpenBlas { get; init; }

    /// <summary>Where the rows go.</summary>
    public FileInfo? Json { get; init; }

    /// <summary>Where the tables go as Markdown.</summary>
    public FileInfo? Markdown { get; init; }
}
