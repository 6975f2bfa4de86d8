namespace NetGen.Tests.Training;

/// <summary>The same without a loss.</summary>
public sealed class NoLossSpec : IHandSpec
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain("NoLossNet", 2, "", "Dense:3 Tanh Dense:2");
}
