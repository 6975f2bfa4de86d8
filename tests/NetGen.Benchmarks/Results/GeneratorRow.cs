namespace NetGen.Benchmarks.Results;

/// <summary>One run of the generator over a project.</summary>
public sealed record GeneratorRow
{
    /// <summary><c>cold</c>, <c>warm</c>, <c>oneEdit</c> or <c>unrelatedEdit</c>.</summary>
    public required string What { get; init; }

    /// <summary>The networks of the project.</summary>
    public required int Networks { get; init; }

    /// <summary>Milliseconds.</summary>
    public required double Ms { get; init; }

    /// <summary>What was allocated, in bytes.</summary>
    public required double AllocatedBytes { get; init; }

    /// <summary>The files that were generated again.</summary>
    public required int RegeneratedFiles { get; init; }

    /// <summary>All generated files.</summary>
    public required int Files { get; init; }
}
