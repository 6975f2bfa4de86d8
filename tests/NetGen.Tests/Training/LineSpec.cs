namespace NetGen.Tests.Training;

/// <summary>y = wx + b from zero.</summary>
public sealed class LineSpec : IHandSpec
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain(
        "LineNet", 1, "MeanSquaredError", "Dense:1", Instrumentation.On, static p => p with { Initializer = new InitializerSpec(Init.Zeros) });
}
