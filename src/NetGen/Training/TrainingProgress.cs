using System.Globalization;

namespace NetGen;

/// <summary>What <see cref="Trainer{TNetwork}.Fit"/> reports while it runs.</summary>
public readonly record struct TrainingProgress
{
    /// <summary>The epoch under way or just ended, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>The number of epochs asked for.</summary>
    public int Epochs { get; init; }

    /// <summary>The steps of this call so far.</summary>
    public long Step { get; init; }

    /// <summary>The steps of the whole call.</summary>
    public long Steps { get; init; }

    /// <summary>True when the epoch has just ended.</summary>
    public bool EpochEnded { get; init; }

    /// <summary>The mean loss of the epoch's samples so far, each as it was before its step.</summary>
    public double Loss { get; init; }

    /// <summary>The gradient norm of the last step, before the clip.</summary>
    public double GradientNorm { get; init; }

    /// <summary>The loss on the validation samples; null within an epoch and without validation samples.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The share of the validation samples predicted right; null where <see cref="ValidationLoss"/> is, and without class indices.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The state of the training.</summary>
    public HealthVerdict Verdict { get; init; }

    /// <summary>The time since the call.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The time still needed, if the rest goes as fast as what was done.</summary>
    public TimeSpan Remaining { get; init; }

    /// <summary>One line, such as <c>epoch 3/10, step 96/320: loss 0.213, validation 0.25 (93.1%), healthy, 00:12 left</c>.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        string accuracy = ValidationAccuracy is { } share ? string.Create(c, $" ({share * 100:F1}%)") : "";
        string validation = ValidationLoss is { } loss ? string.Create(c, $", validation {loss:G4}{accuracy}") : "";
        string verdict = Verdict == HealthVerdict.Unknown ? "" : string.Create(c, $", {Verdict.ToString().ToLowerInvariant()}");
        string remaining = Remaining.ToString(Remaining.TotalHours >= 1 ? @"d\.hh\:mm\:ss" : @"mm\:ss", c);
        return string.Create(c, $"epoch {Epoch}/{Epochs}, step {Step}/{Steps}: loss {Loss:G4}{validation}{verdict}, {remaining} left");
    }
}
