namespace NetGen;

/// <summary>What a clip did to the gradient of one step.</summary>
/// <param name="Clipped">True when any value was changed.</param>
/// <param name="NormBefore">The global L2 norm before; NaN when the gradient contains NaN or infinity.</param>
/// <param name="NormAfter">The global L2 norm after; NaN when the gradient contains NaN or infinity.</param>
public readonly record struct ClipResult(bool Clipped, double NormBefore, double NormAfter);
