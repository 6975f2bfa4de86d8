using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>The layers of a [Block] class, as far as they can be read.</summary>
/// <param name="Type">The class.</param>
/// <param name="Layers">Its layers in order.</param>
/// <param name="Names">Their names within the block.</param>
internal sealed record BlockDeclaration(INamedTypeSymbol Type, List<AttributeReader> Layers, List<string> Names);
