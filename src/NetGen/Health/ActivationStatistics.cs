using System.Globalization;

namespace NetGen;

/// <summary>What the outputs of one layer looked like for one batch.</summary>
public readonly record struct ActivationStatistics
{
    /// <summary>The path name of the layer.</summary>
    public string Layer { get; init; }

    /// <summary>The mean of all outputs.</summary>
    public double Mean { get; init; }

    /// <summary>The population variance of all outputs.</summary>
    public double Variance { get; init; }

    /// <summary>The share of outputs that are exactly zero.</summary>
    public double ZeroFraction { get; init; }

    /// <summary>The share of units that gave zero for every row of this batch.</summary>
    public double DeadFraction { get; init; }

    /// <summary>
    /// The share of outputs where the activation is flat: beyond ±0.97 for Tanh, HardTanh and Softsign, outside [0.03, 0.97] for Sigmoid and
    /// HardSigmoid, at 6 for ReLU6; 0 for all other layers.
    /// </summary>
    public double SaturatedFraction { get; init; }

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Layer}: mean {Mean:G4}, variance {Variance:G4}, {ZeroFraction * 100:F1}% zeros, {DeadFraction * 100:F1}% dead, {SaturatedFraction * 100:F1}% saturated");
}
