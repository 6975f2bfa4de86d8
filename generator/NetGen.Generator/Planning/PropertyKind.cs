namespace NetGen.Generator.Planning;

/// <summary>What a property views.</summary>
internal enum PropertyKind
{
    /// <summary>The tensors of one layer.</summary>
    Layer,

    /// <summary>The layers of a block.</summary>
    Block,

    /// <summary>The blocks of a repetition.</summary>
    List,
}
