namespace NetGen;

/// <summary>What of a step was NaN or infinite.</summary>
[Flags]
public enum NonFiniteValues
{
    /// <summary>Everything was finite.</summary>
    None = 0,

    /// <summary>The loss.</summary>
    Loss = 1,

    /// <summary>An element of the gradient, before the clip.</summary>
    Gradient = 2,

    /// <summary>A parameter, after the update.</summary>
    Parameters = 4,
}
