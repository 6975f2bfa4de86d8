namespace NetGen.Generator.GradientFlow;

/// <summary>What a layer does to signals and gradients, as its definition says.</summary>
internal abstract record FlowStep;

/// <summary>A function of each value by itself.</summary>
internal sealed record PointwiseFlow(ScalarFunction Function) : FlowStep;

/// <summary>z = W a + b with random W and b.</summary>
internal sealed record DenseFlow : FlowStep
{
    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    public required WeightDistribution Weight { get; init; }

    public required bool HasBias { get; init; }

    /// <summary>The variance of the biases; 0 when all are alike.</summary>
    public required double BiasVariance { get; init; }

    /// <summary>The mean of the biases.</summary>
    public required double BiasMean { get; init; }

    public required bool WeightNorm { get; init; }

    public required double L1 { get; init; }

    public required double L2 { get; init; }
}
