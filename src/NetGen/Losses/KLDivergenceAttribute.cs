namespace NetGen;

/// <summary>Loss: sum over the classes of t·(ln t - y), the mean over the batch, with y log-probabilities and t probabilities. y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>PyTorch <c>KLDivLoss</c> with reduction batchmean: the layer before it is LogSoftmax.</remarks>
public sealed class KLDivergenceAttribute : LossAttribute;
