using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Puts an activation between dense layers that have none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddActivationFix))]
[Shared]
public sealed class AddActivationFix : DeclarationFix
{
    private static readonly string[] s_candidates = ["ReLU", "Tanh"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1014"];

    private protected override bool MustPredictHealthy => false;

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        foreach (string candidate in s_candidates)
        {
            var edit = new DeclarationEdit();
            foreach (TextSpan place in places)
            {
                // The diagnostic stands at the second layer.
                int before = Declared.LayerAt(network, place) - 1;
                while (before >= 0 && network.Model.Layers[before] is not DenseModel)
                {
                    before--;
                }

                if (before >= 0)
                {
                    edit.InsertAfter(network.Layers[before].Syntax, DeclarationEdit.Attribute(candidate));
                }
            }

            yield return new Remedy(candidate, $"Put {candidate} between the layers", edit);
        }
    }
}
