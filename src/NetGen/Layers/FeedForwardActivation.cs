namespace NetGen;

/// <summary>The activation between the dense layers of a <see cref="TransformerBlockAttribute">transformer block</see>.</summary>
public enum FeedForwardActivation
{
    /// <summary><see cref="ReLUAttribute"/>, as in Vaswani et al. (2017).</summary>
    ReLU = 0,

    /// <summary><see cref="GELUAttribute"/>, as in GPT and BERT.</summary>
    GELU,

    /// <summary><see cref="SiLUAttribute"/>.</summary>
    SiLU,
}
