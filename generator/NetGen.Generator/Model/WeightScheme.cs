namespace NetGen.Generator.Model;

/// <summary>How the weights in effect come from what is learned.</summary>
internal enum WeightScheme
{
    /// <summary>They are what is learned.</summary>
    None = 0,

    /// <summary>A direction and a magnitude for each unit.</summary>
    WeightNorm,

    /// <summary>Divided by their largest singular value.</summary>
    SpectralNorm,
}
