using GradientClinic.Results;

namespace GradientClinic.Experiments;

/// <summary>The network of the vanishing gradient: 1000-100-1 with tanh and sigmoid, before and during training.</summary>
internal sealed class VanishingExperiment(long seed) : IExperiment<VanishingResult>
{
    private readonly VanishingGradients _gradients = new(seed);
    private readonly VanishingTrainings _trainings = new(seed);

    /// <inheritdoc/>
    public string Name => "Vanishing";

    /// <inheritdoc/>
    public IReadOnlyList<Action<CancellationToken>> Jobs => [.. _trainings.Jobs, .. _gradients.Jobs];

    /// <inheritdoc/>
    public VanishingResult Result() => new(_gradients.Result(), _trainings.Result());
}
