namespace ClassicCases.Cases;

/// <summary>A training run.</summary>
/// <param name="Points">The loss by step; null where it was not finite.</param>
/// <param name="Final">What the criterion looks at, after the last step; NaN when the run ended because numbers overflowed.</param>
internal sealed record TrainingRun(IReadOnlyList<(double Step, double? Loss)> Points, double Final);
