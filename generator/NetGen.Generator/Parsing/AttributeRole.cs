namespace NetGen.Generator.Parsing;

/// <summary>What an attribute declares of a network.</summary>
internal enum AttributeRole
{
    None,
    Input,
    Padding,
    Layer,
    Loss,
}
