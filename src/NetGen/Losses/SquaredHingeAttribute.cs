namespace NetGen;

/// <summary>Loss: mean of max(0, 1 - t·y)² with t = ±1. y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>Keras <c>SquaredHinge</c>.</remarks>
public sealed class SquaredHingeAttribute : LossAttribute;
