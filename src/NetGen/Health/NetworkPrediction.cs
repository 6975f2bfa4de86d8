using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>
/// What the compiler expects of signals and gradients at the start of training: mean-field theory with a correction for
/// finite width. It holds for freshly initialised parameters, inputs of the declared mean and deviation
/// (<see cref="InputAttribute"/>), batches of <see cref="BatchSize"/>, and targets that are standardised, equally frequent
/// classes, or equally likely pairs of values.
/// </summary>
/// <remarks>docs/gradient-flow.md has the formulas, and how well they hold.</remarks>
public sealed record NetworkPrediction
{
    /// <summary>The dense layers in order; empty when <see cref="Unknown"/> says why.</summary>
    public required ImmutableArray<LayerPrediction> Layers { get; init; }

    /// <summary>
    /// R: the decades by which the gradient per unit is larger in the first hidden layer than in the last. Healthy between -1
    /// and 1; of the networks below -2 hardly one trains.
    /// </summary>
    public required double Ratio { get; init; }

    /// <summary>The standard deviation of <see cref="Ratio"/> over initialisations.</summary>
    public required double RatioDeviation { get; init; }

    /// <summary>The correlation of two samples in the last hidden layer.</summary>
    public required double Correlation { get; init; }

    /// <summary>What is expected to go wrong, the gravest first; empty for a healthy network.</summary>
    public required ImmutableArray<PredictionFinding> Findings { get; init; }

    /// <summary>Why there are no numbers, or no gradient norms; empty when all are there.</summary>
    public required string Unknown { get; init; }

    /// <summary>The batch size that the gradient norms are for.</summary>
    public required int BatchSize { get; init; }

    /// <summary>True when nothing is expected to go wrong.</summary>
    public bool IsHealthy => Findings.IsEmpty;

    /// <summary>Finds a layer by its path name; null when there is none of that name.</summary>
    public LayerPrediction? Layer(string name) => Layers.FirstOrDefault(l => l.Name == name);

    /// <summary>A line for each layer and each finding.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(c, $"{(IsHealthy ? "Healthy" : $"{Findings.Length} findings")}; R {Ratio:G3} decades, batches of {BatchSize}{(Unknown.Length > 0 ? "; " + Unknown : "")}\n");
        foreach (LayerPrediction layer in Layers)
        {
            text.Append(c, $"  {layer.Name,-16} z {layer.PreactivationScale:G3}  output {layer.ActivationScale:G3}  gradient {layer.GradientNorm:G3}  correlation {layer.Correlation:G3}\n");
        }

        foreach (PredictionFinding finding in Findings)
        {
            text.Append(c, $"  {finding}\n");
        }

        return text.ToString();
    }
}
