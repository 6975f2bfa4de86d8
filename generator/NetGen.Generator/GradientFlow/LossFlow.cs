namespace NetGen.Generator.GradientFlow;

/// <summary>What the gradient of a loss is at the start of training, as a distribution over samples.</summary>
internal abstract class LossFlow
{
    /// <summary>A factor of the whole gradient: the rows of the batch, where the loss sums over them.</summary>
    public bool SumsOverBatch { get; init; }

    /// <summary>The gradient with respect to the last pre-activation z, whose scores have the variance q, for pairs of samples of correlation c.</summary>
    public abstract OutputGradient At(double logQ, double offset, IReadOnlyList<double> correlations);
}
