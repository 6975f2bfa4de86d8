namespace NetGen;

/// <summary>How one parameter tensor is filled: a kind with its scale and, for variance scaling, fan and distribution.</summary>
/// <param name="Kind">The initializer; never <see cref="Init.Auto"/> in a compiled network.</param>
/// <param name="Scale">The <c>s</c> of <see cref="Init"/>.</param>
/// <param name="Fan">Used by <see cref="Init.VarianceScaling"/> only.</param>
/// <param name="Distribution">Used by <see cref="Init.VarianceScaling"/> only.</param>
public readonly record struct InitializerSpec(Init Kind, float Scale = 1f, Fan Fan = Fan.In, Distribution Distribution = Distribution.Normal)
{
    /// <summary>The taps of a convolution, whose kernel has a row for each tap and channel; 1 for any other matrix.</summary>
    public int Taps { get; init; } = 1;

    /// <summary>The tap in the middle, which <see cref="Init.Dirac"/> and <see cref="Init.DeltaOrthogonal"/> fill.</summary>
    public int Centre { get; init; }
}
