namespace NetGen.Tests.Training;

/// <summary>2 - 8 relu - 3, softmax cross-entropy.</summary>
public sealed class SoftmaxSpec : IHandSpec
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain("SoftmaxNet", 2, "SoftmaxCrossEntropy", "Dense:8 ReLU Dense:3");
}
