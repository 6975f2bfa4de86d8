namespace GradientClinic.Results;

/// <summary>The two-layer network with tanh and sigmoid: gradients before the first step, and training.</summary>
/// <param name="Runs">Gradients before the first step, over many seeds.</param>
/// <param name="Training">Training runs from the same initial weights.</param>
public sealed record VanishingResult(IReadOnlyList<VanishingRun> Runs, IReadOnlyList<VanishingTraining> Training);

/// <summary>Gradients of one way to initialise the network, over many seeds.</summary>
public sealed record VanishingRun
{
    /// <summary>Initialiser and input, such as "Xavier, raw input".</summary>
    public required string Name { get; init; }

    /// <summary>"A": a sample is a vector of 1000 features. "B": a sample is one number.</summary>
    public required string Reading { get; init; }

    /// <summary>The initialiser.</summary>
    public required string Init { get; init; }

    /// <summary>"standardised", "/1000" or "raw".</summary>
    public required string Input { get; init; }

    /// <summary>"squared error" or "BCE".</summary>
    public required string Loss { get; init; }

    /// <summary>The samples that the gradient is the mean of.</summary>
    public required int Batch { get; init; }

    /// <summary>The networks drawn.</summary>
    public required int Seeds { get; init; }

    /// <summary>The gradients measured; of single samples there are several for each network.</summary>
    public required int Gradients { get; init; }

    /// <summary>The gradient of each weight matrix.</summary>
    public required IReadOnlyList<VanishingLayer> Layers { get; init; }

    /// <summary>The share of hidden values with |tanh| > 0.97.</summary>
    public required double SaturatedFraction { get; init; }

    /// <summary>The share of outputs outside [0.03, 0.97].</summary>
    public required double SaturatedOutputs { get; init; }

    /// <summary>One of <see cref="Results.Verdict"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>The gradient norm of one weight matrix over many seeds.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="MedianGradientNorm">The median: what a typical seed sees.</param>
/// <param name="RmsGradientNorm">The root mean square: what theory predicts, and what rare large values dominate.</param>
public sealed record VanishingLayer(string Layer, double MedianGradientNorm, double RmsGradientNorm);

/// <summary>One training run of the two-layer network.</summary>
public sealed record VanishingTraining
{
    /// <summary>What was trained.</summary>
    public required string Name { get; init; }

    /// <summary>"A" or "B".</summary>
    public required string Reading { get; init; }

    /// <summary>The initialiser.</summary>
    public required string Init { get; init; }

    /// <summary>"standardised", "/1000" or "raw".</summary>
    public required string Input { get; init; }

    /// <summary>The optimizer with its learning rate.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The gradient clip, or "none".</summary>
    public required string Clip { get; init; }

    /// <summary>Whether the weights are reparametrised as g·v/|v|.</summary>
    public required bool WeightNorm { get; init; }

    /// <summary>The loss of a network that ignores its input.</summary>
    public required double BaselineLoss { get; init; }

    /// <summary>The loss after the last step.</summary>
    public required double? FinalLoss { get; init; }

    /// <summary>One of <see cref="Results.Verdict"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The steps of <see cref="Loss"/>, from 1.</summary>
    public required IReadOnlyList<int> Steps { get; init; }

    /// <summary>The loss at those steps.</summary>
    public required IReadOnlyList<double?> Loss { get; init; }
}
