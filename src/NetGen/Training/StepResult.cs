using System.Globalization;

namespace NetGen;

/// <summary>What one training step did. <see cref="Trainer{TNetwork}.Gradients"/> has the same by layer.</summary>
public readonly struct StepResult
{
    internal StepResult(
        long step, float loss, double penalty, double gradientNorm, double clippedGradientNorm, bool clipped, NonFiniteValues nonFinite, HealthVerdict verdict)
    {
        Step = step;
        Loss = loss;
        Penalty = penalty;
        GradientNorm = gradientNorm;
        ClippedGradientNorm = clippedGradientNorm;
        Clipped = clipped;
        NonFinite = nonFinite;
        Verdict = verdict;
    }

    /// <summary>The number of the step, from 1.</summary>
    public long Step { get; init; }

    /// <summary>The loss of the batch before the update, without the <see cref="Penalty"/>; infinite when it leaves the range of float.</summary>
    public float Loss { get; init; }

    /// <summary>The L1 and L2 penalties of the parameters before the update: Σ L1·Σ|w| + L2·Σw²; 0 without penalties.</summary>
    public double Penalty { get; init; }

    /// <summary>
    /// The L2 norm of the whole gradient, penalties included, before the clip, accumulated in double precision. NaN when an element
    /// is, and when nothing measured it: with <see cref="Instrumentation.Off"/>, no clip, and <see cref="NonFinitePolicy.Continue"/>.
    /// </summary>
    public double GradientNorm { get; init; }

    /// <summary>The L2 norm of the whole gradient after the clip; <see cref="GradientNorm"/> without a clip and when the step was not applied.</summary>
    public double ClippedGradientNorm { get; init; }

    /// <summary>True when the clip changed any value.</summary>
    public bool Clipped { get; init; }

    /// <summary>Whether the update was applied, skipped or rolled back.</summary>
    public StepOutcome Outcome { get; init; }

    /// <summary>What was NaN or infinite.</summary>
    public NonFiniteValues NonFinite { get; init; }

    /// <summary>The state of the training, which changes only after <see cref="HealthMonitor.Patience"/> steps that agree.</summary>
    public HealthVerdict Verdict { get; init; }

    /// <summary>One line, such as <c>step 12: loss 0.6931, gradient 1.204 clipped to 1, healthy</c>.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        string penalty = Penalty == 0 ? "" : string.Create(c, $" + penalty {Penalty:G4}");
        string clipped = Clipped ? string.Create(c, $" clipped to {ClippedGradientNorm:G4}") : "";
        string outcome = Outcome switch
        {
            StepOutcome.Skipped => ", skipped",
            StepOutcome.RolledBack => ", rolled back",
            _ => "",
        };
        string cause = NonFinite == NonFiniteValues.None ? "" : $" (not finite: {NonFinite})";
        string verdict = Verdict == HealthVerdict.Unknown ? "" : string.Create(c, $", {Verdict.ToString().ToLowerInvariant()}");
        return string.Create(c, $"step {Step}: loss {Loss:G4}{penalty}, gradient {GradientNorm:G4}{clipped}{outcome}{cause}{verdict}");
    }
}
