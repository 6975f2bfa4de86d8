namespace NetGen.Generator.Planning;

/// <summary>The type of parameters and activations.</summary>
internal enum ElementType
{
    /// <summary>IEEE single precision.</summary>
    Float = 0,
}
