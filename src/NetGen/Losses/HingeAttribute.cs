namespace NetGen;

/// <summary>Loss: mean of max(0, 1 - t·y) with t = ±1. y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>Keras <c>Hinge</c>.</remarks>
public sealed class HingeAttribute : LossAttribute;
