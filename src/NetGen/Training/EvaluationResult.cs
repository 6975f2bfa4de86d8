using System.Globalization;

namespace NetGen;

/// <summary>How well a network predicts a set.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="Loss">
/// The loss per sample, without penalties: as the network declares it, and with <see cref="Reduction.Sum"/> divided by the number of samples. Does not
/// depend on the batch size but for rounding.
/// </param>
/// <param name="Accuracy">The share of samples whose largest output is the one of their class; null without class indices.</param>
public readonly record struct EvaluationResult(int Count, double Loss, double? Accuracy)
{
    /// <summary>One line, such as <c>loss 0.2031, 94.1% of 360</c>.</summary>
    public override string ToString() => Accuracy is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G4}, {share * 100:F1}% of {Count}")
        : string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G4} on {Count}");
}
