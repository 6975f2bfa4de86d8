namespace NetGen.Generator.Model;

internal sealed record InitializerModel(Init Kind, float Scale, Fan Fan, Distribution Distribution)
{
    /// <summary>The taps of a convolution, which its rows and its fan-out count.</summary>
    public int Taps { get; init; } = 1;

    /// <summary>The tap in the middle.</summary>
    public int Centre { get; init; }

    /// <summary>Whether what is drawn depends on the taps beyond the number of rows.</summary>
    public bool DependsOnTaps => Taps > 1
        && (Kind is Init.XavierUniform or Init.XavierNormal or Init.HeUniformFanOut or Init.HeNormalFanOut or Init.VarianceScaling or Init.Dirac or Init.DeltaOrthogonal);
}
