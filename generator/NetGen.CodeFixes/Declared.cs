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
            if (network.Layers[i].Syntax?.Span.Contains(place) == true)
            {
                return i;
            }
        }

        return -1;
    }
}
