using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>What <see cref="Trainer{TNetwork}.Fit"/> did.</summary>
public sealed record TrainingResult
{
    /// <summary>The epochs, the last one incomplete when the call was cancelled within it.</summary>
    public required ImmutableArray<EpochResult> Epochs { get; init; }

    /// <summary>The steps taken, skipped ones included.</summary>
    public required long Steps { get; init; }

    /// <summary>The steps that were skipped or rolled back because a number was not finite.</summary>
    public required long SkippedSteps { get; init; }

    /// <summary>The time it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>True when it ended because of the cancellation token. What was learned until then is kept.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>The state of the training at the end.</summary>
    public required HealthVerdict Verdict { get; init; }

    /// <summary>The mean loss of the last epoch; NaN when no step was taken.</summary>
    public double Loss => Epochs.IsEmpty ? double.NaN : Epochs[^1].Loss;

    /// <summary>One line, such as <c>10 epochs, 320 steps in 1.2 s: loss 0.1034, healthy</c>.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        string skipped = SkippedSteps == 0 ? "" : string.Create(c, $", {SkippedSteps} skipped");
        string cancelled = Cancelled ? ", cancelled" : "";
        return string.Create(c, $"{Epochs.Length} epochs, {Steps} steps in {Elapsed.TotalSeconds:G3} s: loss {Loss:G4}, {Verdict.ToString().ToLowerInvariant()}{skipped}{cancelled}");
    }
}
