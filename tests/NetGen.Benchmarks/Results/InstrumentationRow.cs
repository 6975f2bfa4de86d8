namespace NetGen.Benchmarks.Results;

/// <summary>A step with and without measurements, in microseconds.</summary>
public sealed record InstrumentationRow
{
    /// <summary>The network's name.</summary>
    public required string Shape { get; init; }

    /// <summary>Rows of the batch.</summary>
    public required int Batch { get; init; }

    /// <summary>With measurements.</summary>
    public required double OnUs { get; init; }

    /// <summary>Without any, and without a look for numbers that are not finite.</summary>
    public required double OffUs { get; init; }

    /// <summary>What the measurements add, in percent: the median over the rounds.</summary>
    public required double OverheadPercent { get; init; }

    /// <summary>With <c>Instrument = Off</c> and the default policy, which looks over the gradient for numbers that are not finite.</summary>
    public required double OffButCheckedUs { get; init; }
}
