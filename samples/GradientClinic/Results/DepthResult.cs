using System.Text.Json.Serialization;

namespace GradientClinic.Results;

/// <summary>Networks of many hidden layers: each activation with each initialiser, then remedies for those that fail.</summary>
/// <param name="HiddenLayers">The number of hidden layers.</param>
/// <param name="Width">Their units.</param>
/// <param name="Samples">The training samples.</param>
/// <param name="Batch">The samples of a step.</param>
/// <param name="Steps">The steps of a run.</param>
/// <param name="PriorLoss">The loss of a network that has learned the class frequencies and ignores its input.</param>
/// <param name="LearnedLoss">The loss below which a run counts as having learned.</param>
/// <param name="Runs">The runs: first every activation with every initialiser, then the treatments.</param>
public sealed record DepthResult(
    int HiddenLayers, int Width, int Samples, int Batch, int Steps, double PriorLoss, double LearnedLoss, IReadOnlyList<DepthRun> Runs);

/// <summary>One training run of a deep network.</summary>
public sealed record DepthRun
{
    /// <summary>What was trained.</summary>
    public required string Name { get; init; }

    /// <summary>The activation of the hidden layers.</summary>
    public required string Activation { get; init; }

    /// <summary>The initialiser.</summary>
    public required string Init { get; init; }

    /// <summary>The optimizer.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The gradient clip, or "none".</summary>
    public required string Clip { get; init; }

    /// <summary>Whether the weights are reparametrised as g·v/|v|.</summary>
    public required bool WeightNorm { get; init; }

    /// <summary>What was changed against the plain run: "Adam", "clip AGC 0.01", "weight norm" and combinations.</summary>
    [JsonIgnore]
    public string RemedyName => string.Join(" + ", ((string?[])
    [
        Optimizer == "SGD" && (Clip != "none" || WeightNorm) ? null : Optimizer,
        Clip == "none" ? null : $"clip {Clip}",
        WeightNorm ? "weight norm" : null,
    ]).OfType<string>());

    /// <summary>True for the remedies, false for the plain runs that they are compared with.</summary>
    public required bool Treatment { get; init; }

    /// <summary>The gradient norm of each weight matrix before the first step.</summary>
    public required IReadOnlyList<DepthLayer> Layers { get; init; }

    /// <summary>
    /// log10 of the gradient that reaches a unit of the first hidden layer over that of the last, sample by sample: 0 is
    /// healthy, -2 and less has vanished, 2 and more has exploded. null when it cannot be formed: both are zero or one is not finite.
    /// </summary>
    public required double? Reach { get; init; }

    /// <summary>How alike two different samples look in the last hidden layer, before the first step: 1 is the same.</summary>
    public required double? Likeness { get; init; }

    /// <summary>The first step at which a loss, gradient or parameter was not finite.</summary>
    public required int? FirstNonFinite { get; init; }

    /// <summary>The loss over all samples after the last step.</summary>
    public required double? FinalLoss { get; init; }

    /// <summary>One of <see cref="Results.Verdict"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Gradient norms and losses at some of the steps.</summary>
    public required DepthHistory History { get; init; }
}

/// <summary>The gradient norm of one weight matrix.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="GradientNorm">The norm before the first step.</param>
public sealed record DepthLayer(string Layer, double? GradientNorm);

/// <summary>Values at some of the steps of a run.</summary>
/// <param name="Steps">The steps, from 1.</param>
/// <param name="Loss">The mean loss of the batches since the step before it in the list.</param>
/// <param name="GradientNorms">For each of the steps the gradient norm of each weight matrix, before the clip.</param>
public sealed record DepthHistory(
    IReadOnlyList<int> Steps, IReadOnlyList<double?> Loss, IReadOnlyList<IReadOnlyList<double?>> GradientNorms);
