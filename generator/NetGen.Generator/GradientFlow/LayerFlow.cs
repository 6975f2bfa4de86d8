namespace NetGen.Generator.GradientFlow;

/// <summary>What is predicted for one layer with weights and the activations behind it. Logarithms are natural; NaN means unknown.</summary>
internal sealed record LayerFlow
{
    /// <summary>The index of the layer in the network.</summary>
    public required int Layer { get; init; }

    public required string Name { get; init; }

    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    /// <summary>The kind of the last activation behind the layer; empty when there is none.</summary>
    public required string Activation { get; init; }

    /// <summary>The index of that activation in the network, or -1.</summary>
    public required int ActivationLayer { get; init; }

    /// <summary>ln q, the variance of the pre-activation z over weights.</summary>
    public required double LogVariance { get; init; }

    /// <summary>The mean of z, from biases that are all alike.</summary>
    public required double Mean { get; init; }

    /// <summary>ln E[a²] of the layer's output behind its activations.</summary>
    public required double LogMeanSquare { get; init; }

    /// <summary>The share of outputs on the flat ends of the activation; NaN where it has none.</summary>
    public required double SaturatedFraction { get; init; }

    /// <summary>The share of units that give zero for a whole batch, or for 32 samples where it has fewer; NaN where the activation has no such region.</summary>
    public required double DeadFraction { get; init; }

    /// <summary>The correlation of z between two samples.</summary>
    public required double Correlation { get; init; }

    /// <summary>ln E||dL/dz||² of one sample.</summary>
    public required double LogDelta { get; init; }

    /// <summary>ln of the geometric mean, over initialisations, of ||dL/dW|| of a batch.</summary>
    public required double LogWeightGradient { get; init; }

    /// <summary>The same of the biases; NaN without.</summary>
    public required double LogBiasGradient { get; init; }

    /// <summary>ln of the expected ||W||.</summary>
    public required double LogWeightNorm { get; init; }

    /// <summary>The variance of ln ||dL/dW||² of one sample, over initialisations; above 6 theory breaks.</summary>
    public required double Beta { get; init; }

    /// <summary>The standard deviation of ln ||dL/dW||² of a batch, over initialisations.</summary>
    public required double Deviation { get; init; }

    /// <summary>False where gradients vary too much between initialisations to give a number for them.</summary>
    public required bool GradientHolds { get; init; }

    /// <summary>log10 of the norm of dL/dh at the first step of a recurrent layer over that at the last but one; NaN for others.</summary>
    public double DecadesOverTime { get; init; } = double.NaN;

    /// <summary>The root mean square of z.</summary>
    public double PreactivationScale => Mean == 0 ? Math.Exp(LogVariance / 2) : Math.Sqrt(Math.Exp(LogVariance) + (Mean * Mean));

    /// <summary>The root mean square of the output.</summary>
    public double ActivationScale => Math.Exp(LogMeanSquare / 2);

    public double WeightGradient => Math.Exp(LogWeightGradient);

    public double BiasGradient => Math.Exp(LogBiasGradient);
}
