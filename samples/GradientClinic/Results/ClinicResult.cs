namespace GradientClinic.Results;

/// <summary>Everything the clinic found out; what clinic.json holds.</summary>
public sealed record ClinicResult
{
    /// <summary>The version of the json's shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How to read the numbers.</summary>
    public string Notes { get; init; } =
        "Steps count from 1. null stands for a number that was not finite, or for a step that never came.";

    /// <summary>The seed all random numbers came from.</summary>
    public required long Seed { get; init; }

    /// <summary>Straight-line regression on (i, i²): the exploding gradient.</summary>
    public required ExplosionResult Explosion { get; init; }

    /// <summary>1000-100-1 and 1-100-1 with tanh and sigmoid: the vanishing gradient.</summary>
    public required VanishingResult Vanishing { get; init; }

    /// <summary>Thirty hidden layers: both.</summary>
    public required DepthResult Depth { get; init; }
}
