namespace NetGen;

/// <summary>The state of one layer: of a layer with weights by its updates, of an activation by its outputs.</summary>
public sealed record LayerHealth
{
    /// <summary>The path name.</summary>
    public required string Name { get; init; }

    /// <summary>The state of the layer.</summary>
    public required HealthVerdict Verdict { get; init; }

    /// <summary>‖Δw‖/‖w‖ of its weights at the last applied step, biases not counted; null for a layer without weights.</summary>
    public double? UpdateRatio { get; init; }

    /// <summary>‖g‖ of its weights at the last step, before the clip; null for a layer without weights, and when it was not measured.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>‖g‖ of its weights at the first step that was watched; null like <see cref="GradientNorm"/>.</summary>
    public double? FirstGradientNorm { get; init; }

    /// <summary>
    /// ‖g‖ of its weights at the first step as the compiler predicted it, for the batch size and input statistics of the
    /// declaration; null when it did not. One initialisation in three is off by more than a factor of
    /// <see cref="LayerPrediction.GradientSpread"/>.
    /// </summary>
    public double? PredictedGradientNorm { get; init; }

    /// <summary>
    /// log10 of ‖dL/dh‖ at the first step of a sequence that the gradient reaches over that at the last but one (the last has it from the output, those before
    /// through the state), of a recurrent layer, in the mean of the last
    /// <see cref="HealthMonitor.Patience"/> steps of training: -6.2 is a gradient that falls to 10^-6.2. Of a bidirectional layer, of the direction in which it changes
    /// most. Null for other layers, and when it was not measured.
    /// </summary>
    public double? DecadesOverTime { get; init; }

    /// <summary><see cref="DecadesOverTime"/> at the start of training as the compiler predicted it; null when it did not.</summary>
    public double? PredictedDecadesOverTime { get; init; }

    /// <summary>The share of saturated outputs when last looked at; null for layers that cannot saturate, and before the first look.</summary>
    public double? SaturatedFraction { get; init; }

    /// <summary>The share of units that gave zero for every sample since the look began; null for layers that cannot die, and before the first look.</summary>
    public double? DeadFraction { get; init; }
}
