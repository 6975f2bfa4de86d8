namespace NetGen.Generator.Activations;

/// <summary>The initializer that suits the weights before an activation.</summary>
internal enum InitFamily
{
    /// <summary>Xavier uniform.</summary>
    Xavier = 0,

    /// <summary>He normal.</summary>
    He,

    /// <summary>LeCun normal.</summary>
    LeCun,
}
