namespace NetGen;

/// <summary>Loss: mean of ln(cosh(y - t)). y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>Keras <c>LogCosh</c>, evaluated so that it neither cancels near 0 nor overflows.</remarks>
public sealed class LogCoshAttribute : LossAttribute;
