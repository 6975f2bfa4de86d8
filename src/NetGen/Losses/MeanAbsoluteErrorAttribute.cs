namespace NetGen;

/// <summary>Loss: mean of |y - t|. y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>PyTorch <c>L1Loss</c>. The gradient at y = t is 0.</remarks>
public sealed class MeanAbsoluteErrorAttribute : LossAttribute;
