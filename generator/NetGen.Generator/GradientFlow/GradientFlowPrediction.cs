using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>How signals and gradients of a network are expected to run at the start of training.</summary>
internal sealed record GradientFlowPrediction
{
    /// <summary>The layers with weights in order; empty when <see cref="Problem"/> says why.</summary>
    public required EquatableArray<LayerFlow> Layers { get; init; }

    /// <summary>Why there are no numbers at all, or null.</summary>
    public required string? Problem { get; init; }

    /// <summary>Why there are no gradient norms, or null. The ratio of layers is known without the loss.</summary>
    public required string? LossProblem { get; init; }

    /// <summary>
    /// R: the decades by which the gradient per unit, (E||dL/dz||²/n)^(1/2), is larger in the first hidden layer than in the
    /// last; negative when it vanishes.
    /// </summary>
    public required double Ratio { get; init; }

    /// <summary>The standard deviation of R over initialisations.</summary>
    public required double RatioDeviation { get; init; }

    /// <summary>The correlation of two samples in the last hidden layer.</summary>
    public required double Correlation { get; init; }

    /// <summary>The largest <see cref="LayerFlow.Beta"/>.</summary>
    public required double Beta { get; init; }

    /// <summary>The kinds of layers whose formulas are measured to hold roughly rather than derived; empty for none.</summary>
    public EquatableArray<string> Heuristic { get; init; } = EquatableArray<string>.Empty;

    public required TrainingAssumptions Assumptions { get; init; }

    /// <summary>What is expected to go wrong, the gravest first; empty for a healthy network.</summary>
    public required EquatableArray<FlowFinding> Findings { get; init; }

    public bool IsHealthy => Findings.Count == 0;

    public static GradientFlowPrediction Unknown(string problem, TrainingAssumptions assumptions) => new()
    {
        Layers = EquatableArray<LayerFlow>.Empty,
        Problem = problem,
        LossProblem = null,
        Ratio = double.NaN,
        RatioDeviation = double.NaN,
        Correlation = double.NaN,
        Beta = double.NaN,
        Assumptions = assumptions,
        Findings = new EquatableArray<FlowFinding>(
            [new FlowFinding(FlowProblem.Unpredictable, false, double.NaN, double.NaN, 1, -1, $"Unpredictable: {problem}.")]),
    };
}
