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
}
