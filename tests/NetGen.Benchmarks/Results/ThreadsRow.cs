namespace NetGen.Benchmarks.Results;

/// <summary>A step on one thread and on several, in microseconds.</summary>
public sealed record ThreadsRow
{
    /// <summary>The network's name.</summary>
    public required string Shape { get; init; }

    /// <summary>Rows of the batch.</summary>
    public required int Batch { get; init; }

    /// <summary>The threads of the trainer.</summary>
    public required int Threads { get; init; }

    /// <summary>On one thread.</summary>
    public required double OneUs { get; init; }

    /// <summary>On so many.</summary>
    public required double ThreadsUs { get; init; }

    /// <summary>How many times faster: the median over the rounds.</summary>
    public required double Speedup { get; init; }

    /// <summary>How many times the multiply-adds of one thread so many did at once, right after: what the machine allowed.</summary>
    public required double MachineSpeedup { get; init; }

    /// <summary>The parameters after 100 steps with batches of 32, on one thread.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether so many threads gave the same bits.</summary>
    public required bool SameBits { get; init; }
}
