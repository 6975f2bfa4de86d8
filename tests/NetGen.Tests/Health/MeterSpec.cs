using NetGen.Tests.Training;

namespace NetGen.Tests.Health;

/// <summary>A network of a name of its own.</summary>
public sealed class MeterSpec : IHandSpec
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain("MeterNet", 2, "MeanSquaredError", "Dense:3 Tanh Dense:2");
}
