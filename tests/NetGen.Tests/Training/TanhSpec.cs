namespace NetGen.Tests.Training;

/// <summary>2 - 3 tanh - 2, squared error.</summary>
public sealed class TanhSpec : IHandSpec
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain("TanhNet", 2, "MeanSquaredError", "Dense:3 Tanh Dense:2");
}
