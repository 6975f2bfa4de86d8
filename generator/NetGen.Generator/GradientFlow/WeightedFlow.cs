namespace NetGen.Generator.GradientFlow;

/// <summary>A layer with random weights, whose gradients are predicted.</summary>
internal abstract record WeightedFlow : FlowStep
{
    /// <summary>The values that one weight vector multiplies.</summary>
    public required int Inputs { get; init; }

    /// <summary>The units, at each position.</summary>
    public required int Outputs { get; init; }

    public required WeightDistribution Weight { get; init; }

    public override string? Problem => Weight.Problem;

    public bool HasBias { get; init; }

    /// <summary>The variance of the biases; 0 when all are alike.</summary>
    public double BiasVariance { get; init; }

    /// <summary>The mean of the biases.</summary>
    public double BiasMean { get; init; }

    public bool WeightNorm { get; init; }

    /// <summary>ln of the scale that the weights in effect have more than the parameters, such as of spectral normalisation.</summary>
    public double LogScale { get; init; }

    public double L1 { get; init; }

    public double L2 { get; init; }

    /// <summary>All weights of the layer.</summary>
    public virtual double WeightCount => (double)Inputs * Outputs;

    /// <summary>ln of the expected norm of the weights.</summary>
    public virtual double LogWeightNorm => Math.Log(Weight.Variance * WeightCount) / 2;

    /// <summary>The independent values behind one output, whose number sets how much gradients vary.</summary>
    public virtual double Width => Inputs * Weight.Density;

    /// <summary>The share of the output's variance that comes from the weights rather than the biases.</summary>
    public virtual double WeightShare(FlowNode node) => 1;

    /// <summary>ln of the expected squared norm of a batch's weight gradient, and the share of it that pairs of samples make.</summary>
    public abstract (double LogSquare, double CrossShare) Weights(FlowNode node, FlowContext context);

    /// <summary>The same of the biases.</summary>
    public virtual (double LogSquare, double CrossShare) Biases(FlowNode node, FlowContext context) =>
        node.Gradient.OfBatch(0, Pairs.Of(Pair.Of(1)), context.Batch);

    /// <summary>ln of the factor on the gradient of the parameters, where they are not the weights in effect.</summary>
    public virtual double LogGradientFactor => LogScale + (WeightNorm && Inputs > 1 ? Math.Log(1 - (1.0 / Inputs)) / 2 : 0);

    /// <summary>What penalties add to the gradient: 2·L2·w + L1·sign(w).</summary>
    public double WithPenalty(double logGradient)
    {
        double v = Weight.Variance;
        double element = (4 * L2 * L2 * v) + (4 * L1 * L2 * Math.Sqrt(2 * v / Math.PI)) + (L1 * L1);
        return element == 0 ? logGradient : SpecialFunctions.LogAdd(2 * logGradient, Math.Log(element * WeightCount)) / 2;
    }
}
