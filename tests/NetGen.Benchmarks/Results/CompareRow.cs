namespace NetGen.Benchmarks.Results;

/// <summary>One measurement of <c>compare</c>: a network, a batch, and its peers.</summary>
public sealed record CompareRow
{
    /// <summary>The network's name.</summary>
    public required string Shape { get; init; }

    /// <summary>Rows of the batch.</summary>
    public required int Batch { get; init; }

    /// <summary>NetGen's threads.</summary>
    public required int Threads { get; init; }

    /// <summary><c>forward</c> for a prediction, <c>step</c> for forward, loss, backward, Adam and measurements.</summary>
    public required string What { get; init; }

    /// <summary>NetGen's median time, in microseconds.</summary>
    public required double NetgenUs { get; init; }

    /// <summary>The operations of the matrix products in that time, in percent of what the threads could do.</summary>
    public required double PercentOfPeak { get; init; }

    /// <summary>The peers that took part.</summary>
    public required IReadOnlyDictionary<string, PeerResult> Peers { get; init; }

    /// <summary>What NetGen allocated each time, in bytes.</summary>
    public required double AllocatedBytes { get; init; }
}
