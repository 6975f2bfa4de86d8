namespace ClassicCases.Cases;

/// <summary>The training of a recurrent network on sequences that are drawn anew at each step.</summary>
/// <param name="Points">What the criterion looks at, on sequences that are not trained on, by step.</param>
/// <param name="StepGradients">The norm of dL/dh(t) by step t of the sequence, over that of the last one, before the first update.</param>
internal sealed record SequenceRun(IReadOnlyList<(double Step, double? Value)> Points, IReadOnlyList<double> StepGradients)
{
    /// <summary>The smallest value; NaN when one was not finite.</summary>
    public double Smallest => Points.Any(static p => p.Value is null) ? double.NaN : Points.Min(static p => p.Value!.Value);

    /// <summary>The largest value; NaN when one was not finite.</summary>
    public double Largest => Points.Any(static p => p.Value is null) ? double.NaN : Points.Max(static p => p.Value!.Value);

    /// <summary>What it was after the last step.</summary>
    public double Last => Points[^1].Value ?? double.NaN;
}
