namespace NetGen;

/// <summary>Loss: mean of exp(y) - t·y, with y the logarithm of the rate and t a count. y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>PyTorch <c>PoissonNLLLoss</c> with log_input.</remarks>
public sealed class PoissonNLLAttribute : LossAttribute;
