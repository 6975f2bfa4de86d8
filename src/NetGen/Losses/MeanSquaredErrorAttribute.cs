namespace NetGen;

/// <summary>Loss: mean of (y - t)². y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>PyTorch <c>MSELoss</c>.</remarks>
public sealed class MeanSquaredErrorAttribute : LossAttribute;
