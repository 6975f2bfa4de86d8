namespace NetGen;

/// <summary>What a parameter tensor is to its layer.</summary>
public enum ParameterRole
{
    /// <summary>The weight matrix, [in, out]; with weight normalisation its direction v.</summary>
    Weight = 0,

    /// <summary>The bias, [out].</summary>
    Bias,

    /// <summary>The magnitude g of weight normalisation, [out].</summary>
    Magnitude,

    /// <summary>The learned slope of a PReLU, [1] or [units].</summary>
    Slope,

    /// <summary>The weights of a recurrent layer's state, [units, gates x units].</summary>
    RecurrentWeight,

    /// <summary>The bias of a recurrent layer's state.</summary>
    RecurrentBias,

    /// <summary>The gain of a normalisation, [channels].</summary>
    Gain,

    /// <summary>The table of an embedding, [entries, dimensions].</summary>
    Embedding,
}
