using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Puts a LayerNorm before each hidden activation, or in the place of each BatchNorm.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertNormFix))]
[Shared]
public sealed class InsertNormFix : DeclarationFix
{
    private const string Norm = "LayerNorm";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1001", "NG1002", "NG1003", "NG1004", "NG1005", "NG1006", "NG1011"];

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        int last = Declared.LastDense(network);
        var edit = new DeclarationEdit();
        bool replaces = false;
        for (int i = 0; i < last; i++)
        {
            if (network.Model.Layers[i].Kind == "BatchNorm")
            {
                edit.Replace(network.Layers[i].Syntax, Declared.Renamed(network.Layers[i].Syntax, Norm));
                replaces = true;
            }
            else if (network.Model.Layers[i] is DenseModel && network.Model.Layers[i + 1] is ActivationModel)
            {
                edit.InsertAfter(network.Layers[i].Syntax, DeclarationEdit.Attribute(Norm));
            }
        }

        yield return new Remedy(Norm, replaces ? "Use LayerNorm in the place of BatchNorm" : "Put LayerNorm before the activations", edit);
    }
}
