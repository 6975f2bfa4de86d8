namespace NetGen.Generator.Tests;

/// <summary>What is generated for each loss: the file with the loss, in the smallest network that can have it.</summary>
public sealed class LossSnapshotTests
{
    [Theory]
    [InlineData("MeanSquaredError")]
    [InlineData("MeanAbsoluteError")]
    [InlineData("Huber")]
    [InlineData("LogCosh")]
    [InlineData("BinaryCrossEntropy")]
    [InlineData("SoftmaxCrossEntropy")]
    [InlineData("LabelSmoothing")]
    [InlineData("Hinge")]
    [InlineData("SquaredHinge")]
    [InlineData("PoissonNLL")]
    [InlineData("KLDivergence")]
    public Task Loss(string loss) =>
        Verify(GeneratorHarness.Run(Samples.WithLoss(loss)).Driver)
            .IgnoreGeneratedResult(static result => !result.HintName.EndsWith(".Backward.g.cs", StringComparison.Ordinal))
            .UseParameters(loss);
}
