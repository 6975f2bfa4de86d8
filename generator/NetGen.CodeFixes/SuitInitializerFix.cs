using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Leaves the weights of the layers that are pointed out to Init.Auto.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SuitInitializerFix))]
[Shared]
public sealed class SuitInitializerFix : DeclarationFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1007"];

    private protected override bool MustPredictHealthy => false;

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        var edit = new DeclarationEdit();
        foreach (TextSpan place in places)
        {
            int layer = Declared.LayerAt(network, place);
            Declared.ClearInitializer(layer < 0 ? network.Network : network.Layers[layer], edit);
        }

        yield return new Remedy("Suit", "Leave the initializer to Init.Auto", edit);
    }
}
