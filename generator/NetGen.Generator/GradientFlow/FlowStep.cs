namespace NetGen.Generator.GradientFlow;

/// <summary>What a layer does to signals and gradients, as its definition says.</summary>
internal abstract record FlowStep;

/// <summary>A function of each value by itself.</summary>
internal sealed record PointwiseFlow(ScalarFunction Function) : FlowStep;

/// <summary>Signals divided by their root mean square: over the units of a sample, or unit by unit over the batch.</summary>
/// <param name="IsCentred">Whether the mean is taken away first.</param>
/// <param name="OverBatch">Whether mean and variance are those of a unit over the batch.</param>
/// <param name="Width">The values that share a mean and variance.</param>
internal sealed record NormFlow(bool IsCentred, bool OverBatch, int Width) : FlowStep
{
    /// <summary>What is left of the squared gradient when its components along what the norm fixes are gone, or what few samples add.</summary>
    public double Left(int batch) => OverBatch ? 1 + (1.2 / batch) : Math.Max(1 - ((IsCentred ? 2.0 : 1.0) / Width), 1e-3);
}

/// <summary>Random factors and terms in training, independent between samples: the mean square becomes Factor·M + Added.</summary>
internal sealed record NoiseFlow(double Factor, double Added) : FlowStep;

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
