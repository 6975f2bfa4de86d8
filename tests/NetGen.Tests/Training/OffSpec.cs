namespace NetGen.Tests.Training;

/// <summary>The same without instrumentation.</summary>
public sealed class OffSpec : IHandSpec
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain("OffNet", 2, "MeanSquaredError", "Dense:3 Tanh Dense:2", Instrumentation.Off);
}
