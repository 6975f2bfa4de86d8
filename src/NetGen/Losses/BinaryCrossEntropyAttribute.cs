namespace NetGen;

/// <summary>Loss: mean of softplus(z) - t·z with z the logits and t in [0, 1]. y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>PyTorch <c>BCEWithLogitsLoss</c>: it contains the sigmoid, so the layer before it is linear.</remarks>
public sealed class BinaryCrossEntropyAttribute : LossAttribute;
