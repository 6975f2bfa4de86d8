namespace NetGen;

/// <summary>Options for some of a network's parameters; the first group that matches a parameter holds for it.</summary>
/// <example><code>
/// new AdamW(1e-3f) { Groups = { new("dense1.*") { LearningRateScale = 0.1f }, new("*.bias") { WeightDecay = 0 } } }
/// </code></example>
/// <param name="pattern">
/// A parameter's path name (<c>dense1.weight</c>), in which <c>*</c> stands for any characters. A pattern that matches no
/// parameter is an error when the trainer is created.
/// </param>
public sealed class ParameterGroup(string pattern)
{
    /// <summary>Which parameters the options are for.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>Multiplies the optimizer's learning rate; at least 0 (0 freezes the parameters); default 1.</summary>
    public float LearningRateScale { get; init; } = 1f;

    /// <summary>Replaces the optimizer's weight decay; null (the default) keeps it for weights and turns it off for the rest.</summary>
    public float? WeightDecay { get; init; }
}
