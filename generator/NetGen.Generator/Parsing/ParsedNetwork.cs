using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>A declaration as analyzers see it: the model, and where it says what.</summary>
/// <param name="Model">The network.</param>
/// <param name="Syntax">The part of the class that the attributes stand on.</param>
/// <param name="Network">[Network].</param>
/// <param name="Input">[Input], if there is one.</param>
/// <param name="Layers">The attribute of each layer of the model, in their order.</param>
/// <param name="Loss">The loss, if there is one.</param>
internal sealed record ParsedNetwork(
    NetworkModel Model, TypeDeclarationSyntax Syntax, AttributeReader Network, AttributeReader? Input, IReadOnlyList<AttributeReader> Layers, AttributeReader? Loss)
{
    /// <summary>What the network was read from.</summary>
    public required Compilation Compilation { get; init; }

    /// <summary>The attribute behind each path, of layers and of what holds layers, those with errors included.</summary>
    public required IReadOnlyDictionary<string, AttributeReader> Paths { get; init; }

    /// <summary>What is wrong with the declaration.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
