namespace NetGen;

/// <summary>The activation of a <see cref="SimpleRNNAttribute">simple recurrent layer</see>.</summary>
public enum RecurrentActivation
{
    /// <summary>tanh.</summary>
    Tanh = 0,

    /// <summary>max(0, ·). With <see cref="Init.Identity"/> for the weights of the state this is the IRNN of Le et al. (2015).</summary>
    ReLU,
}
