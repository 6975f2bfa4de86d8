namespace NetGen;

/// <summary>Something that the compiler expects to go wrong at the start of training.</summary>
public sealed record PredictionFinding
{
    /// <summary>What.</summary>
    public required PredictedProblem Problem { get; init; }

    /// <summary>Whether the graver of the two thresholds is passed: most networks of this kind fail to train.</summary>
    public required bool IsSevere { get; init; }

    /// <summary>
    /// The number that was judged: R in decades, a share of outputs or units, a correlation, an update ratio, or the variance
    /// of the logarithm. Infinity where numbers overflow, NaN where there is none.
    /// </summary>
    public required double Value { get; init; }

    /// <summary>How likely one network of this declaration is to pass the threshold; 1 for what hardly varies between initialisations.</summary>
    public required double Confidence { get; init; }

    /// <summary>The path name of the layer that shows it most; empty for the network as a whole.</summary>
    public required string Layer { get; init; }

    /// <summary>One sentence with the numbers.</summary>
    public required string Message { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Message;
}
