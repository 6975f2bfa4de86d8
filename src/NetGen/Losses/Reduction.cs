namespace NetGen;

/// <summary>How the losses of all outputs of a batch become one number.</summary>
public enum Reduction
{
    /// <summary>
    /// The mean over the batch and over the outputs (PyTorch <c>mean</c>); for softmax cross-entropy and KL divergence,
    /// whose outputs form one distribution, the mean over the batch.
    /// </summary>
    Mean = 0,

    /// <summary>The sum over the outputs, the mean over the batch (PyTorch <c>batchmean</c>).</summary>
    BatchMean,

    /// <summary>The sum over the batch and over the outputs (PyTorch <c>sum</c>).</summary>
    Sum,
}
