namespace NetGen;

/// <summary>Options for some of a network's parameters; the first group that matches a parameter holds for it.</summary>
/// <example><code>
/// new AdamW(1e-3f) { Groups = { new("dense1.*") { LearningRateScale = 0.1f }, new("*") { Role = ParameterRole.Gain, WeightDecay = 1e-4f } } }
/// </code></example>
public sealed class ParameterGroup
{
    /// <summary>Creates a group with the defaults.</summary>
    /// <param name="pattern">
    /// A parameter's path name (<c>dense1.weight</c>), in which <c>*</c> stands for any characters. A pattern that matches no
    /// parameter is an error when the trainer is created.
    /// </param>
    /// <exception cref="ArgumentException">The pattern is empty.</exception>
    public ParameterGroup(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        Pattern = pattern;
    }

    /// <summary>Which parameters the options are for.</summary>
    public string Pattern { get; }

    /// <summary>
    /// Limits the group to parameters of one role, such as all gains of normalisations with
    /// <c>new("*") { Role = ParameterRole.Gain }</c>; null (the default) for all that the pattern matches.
    /// </summary>
    public ParameterRole? Role { get; init; }

    /// <summary>Multiplies the optimizer's learning rate; at least 0 (0 freezes the parameters); default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public float LearningRateScale
    {
        get;
        init => field = (float)Hyperparameter.AtLeastZero(value, nameof(LearningRateScale));
    }

    = 1f;

    /// <summary>Replaces the optimizer's weight decay; null (the default) keeps it for weights and turns it off for the rest: biases, gains, magnitudes, slopes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public float? WeightDecay
    {
        get;
        init => field = value is null ? null : (float)Hyperparameter.AtLeastZero(value.Value, nameof(WeightDecay));
    }

    /// <summary>Whether the group is for a parameter.</summary>
    internal bool Matches(ParameterInfo parameter) => (Role is null || parameter.Role == Role) && Matches(parameter.Name);

    /// <summary>The group in messages.</summary>
    internal string Described => Role is { } role ? $"'{Pattern}' of role {role}" : $"'{Pattern}'";

    /// <summary>Whether the pattern covers the whole of a name.</summary>
    internal bool Matches(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> pattern = Pattern;
        int star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern.SequenceEqual(name);
        }

        if (!name.StartsWith(pattern[..star], StringComparison.Ordinal))
        {
            return false;
        }

        name = name[star..];
        pattern = pattern[(star + 1)..];
        // Between stars the earliest occurrence is the best one, because it leaves the most for the rest.
        for (star = pattern.IndexOf('*'); star >= 0; star = pattern.IndexOf('*'))
        {
            int found = name.IndexOf(pattern[..star], StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            name = name[(found + star)..];
            pattern = pattern[(star + 1)..];
        }

        return name.EndsWith(pattern, StringComparison.Ordinal);
    }
}
