namespace NetGen;

/// <summary>
/// What the compiler expects of one dense layer at the start of training, for the input statistics and the batch size of the
/// declaration. Numbers have three digits; NaN means unknown or not applicable.
/// </summary>
public sealed record LayerPrediction
{
    /// <summary>The path name of the layer.</summary>
    public required string Name { get; init; }

    /// <summary>The root mean square of its output z, before the activation.</summary>
    public required double PreactivationScale { get; init; }

    /// <summary>The root mean square behind the activation that follows it.</summary>
    public required double ActivationScale { get; init; }

    /// <summary>The share of outputs on the flat ends of the activation; NaN where it has none.</summary>
    public required double SaturatedFraction { get; init; }

    /// <summary>The share of units that give zero for every sample of a batch, or of 32 where it has fewer; NaN where the activation has no such region.</summary>
    public required double DeadFraction { get; init; }

    /// <summary>The correlation of z between two samples: near 1, the layer no longer tells them apart.</summary>
    public required double Correlation { get; init; }

    /// <summary>‖dL/dW‖ of a batch: the geometric mean over initialisations, so that half of the networks lie on each side; NaN where it varies too much.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>‖dL/db‖ of a batch, likewise; NaN without biases.</summary>
    public required double BiasGradientNorm { get; init; }

    /// <summary>
    /// The factor by which <see cref="GradientNorm"/> is off for one network in three (one standard deviation of its logarithm).
    /// </summary>
    public required double GradientSpread { get; init; }

    /// <summary>
    /// log10 of ‖dL/dh‖ at the first step of a sequence over that at the last but one, of a recurrent layer's state: below -2, early steps hardly learn. NaN for
    /// other layers, and where the compiler has no formula.
    /// </summary>
    public double DecadesOverTime { get; init; } = double.NaN;

    /// <summary>The range of ‖dL/dW‖ that 19 of 20 initialisations stay in, by this prediction.</summary>
    public (double Low, double High) GradientInterval =>
        (GradientNorm / Math.Pow(GradientSpread, 2), GradientNorm * Math.Pow(GradientSpread, 2));
}
