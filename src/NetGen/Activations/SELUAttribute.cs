namespace NetGen;

/// <summary>Activation <c>f(x) = 1.0507010·x for x &gt; 0, 1.0507010·1.6732632·(eˣ - 1) otherwise</c>.</summary>
/// <remarks>Klambauer et al. 2017; PyTorch <c>SELU</c>.</remarks>
public sealed class SELUAttribute : LayerAttribute;
