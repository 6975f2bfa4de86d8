namespace NetGen;

/// <summary>Loss: mean of ln(cosh(y - t)). y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>Keras <c>LogCosh</c>, evaluated as |d| + softplus(-2|d|) - ln 2.</remarks>
public sealed class LogCoshAttribute : LossAttribute;
