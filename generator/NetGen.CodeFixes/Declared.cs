using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>What fixes ask of a declaration.</summary>
internal static class Declared
{
    private static readonly string[] s_initialisation = ["Init", "InitScale", "InitFan", "InitDistribution"];

    /// <summary>The index of the last dense layer, or -1.</summary>
    public static int LastDense(ParsedNetwork network)
    {
        int last = network.Model.Layers.Count - 1;
        while (last >= 0 && network.Model.Layers[last] is not DenseModel)
        {
            last--;
        }

        return last;
    }

    /// <summary>
    /// The networks that a place in a file is about: the one declared there, or all of the file that use the block that is.
    /// </summary>
    public static IReadOnlyList<ParsedNetwork> NetworksAround(SyntaxNode root, TextSpan place, Compilation compilation, CancellationToken cancellationToken)
    {
        if (root.FindNode(place).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
        {
            return [];
        }

        SemanticModel model = compilation.GetSemanticModel(root.SyntaxTree);
        return Read(declaration) is { } own
            ? own.Syntax.SyntaxTree == root.SyntaxTree ? [own] : []
            :
            [
                .. root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(static t => t.AttributeLists.Count > 0)
                    .Select(Read).OfType<ParsedNetwork>()
                    .Where(n => n.Syntax.SyntaxTree == root.SyntaxTree && n.Paths.Values.Any(a => a.Part == declaration)),
            ];

        ParsedNetwork? Read(TypeDeclarationSyntax type) =>
            model.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol symbol ? NetworkParser.Read(symbol, compilation, cancellationToken) : null;
    }

    /// <summary>An attribute of another kind in the place of one, which keeps its name.</summary>
    public static AttributeSyntax Renamed(AttributeSyntax? attribute, string kind)
    {
        AttributeArgumentSyntax? name = attribute?.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Name");
        return DeclarationEdit.Attribute(name is null ? kind : $"{kind}({name})");
    }

    /// <summary>Leaves all weights to Init.Auto.</summary>
    public static DeclarationEdit ClearInitializers(ParsedNetwork network, DeclarationEdit edit)
    {
        foreach (AttributeReader attribute in network.Layers.Prepend(network.Network))
        {
            ClearInitializer(attribute, edit);
        }

        return edit;
    }

    public static DeclarationEdit ClearInitializer(AttributeReader attribute, DeclarationEdit edit) =>
        attribute.Syntax is { } syntax && s_initialisation.Any(attribute.IsSet) ? edit.Replace(syntax, DeclarationEdit.Without(syntax, s_initialisation)) : edit;

    /// <summary>The index of the layer whose attribute a place is in, or -1.</summary>
    public static int LayerAt(ParsedNetwork network, TextSpan place)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            if (IsAt(network, network.Layers[i], place))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a place in the network's file is in an attribute.</summary>
    public static bool IsAt(ParsedNetwork network, AttributeReader? attribute, TextSpan place) =>
        attribute?.Syntax is { } syntax && syntax.SyntaxTree == network.Syntax.SyntaxTree && syntax.Span.Contains(place);
}
