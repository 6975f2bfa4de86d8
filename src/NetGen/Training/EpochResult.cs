namespace NetGen;

/// <summary>One epoch of <see cref="Trainer{TNetwork}.Fit"/>.</summary>
/// <param name="Epoch">The number, from 1.</param>
/// <param name="Steps">The steps taken in it.</param>
/// <param name="Loss">The mean loss of its samples, each as it was before its step.</param>
/// <param name="GradientNorm">The mean gradient norm of its steps, before the clip.</param>
/// <param name="ClippedSteps">How many steps were clipped.</param>
/// <param name="SkippedSteps">How many steps were skipped or rolled back.</param>
/// <param name="ValidationLoss">The loss on the validation samples afterwards; null without, or when cancelled before.</param>
/// <param name="ValidationAccuracy">The share of them predicted right; null where the loss is, and without class indices.</param>
/// <param name="Verdict">The state of the training at its end.</param>
public sealed record EpochResult(
    int Epoch,
    int Steps,
    double Loss,
    double GradientNorm,
    int ClippedSteps,
    int SkippedSteps,
    double? ValidationLoss,
    double? ValidationAccuracy,
    HealthVerdict Verdict);
