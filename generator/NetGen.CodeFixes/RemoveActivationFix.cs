using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Removes the activations between the last layer and a loss that has its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveActivationFix))]
[Shared]
public sealed class RemoveActivationFix : DeclarationFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG0009", "NG1008"];

    private protected override bool MustPredictHealthy => false;

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        int last = Declared.LastDense(network);
        bool keepsOne = network.Model.Loss?.Kind == "KLDivergence";
        ActivationModel[] behind = [.. network.Model.Layers.Skip(last + 1).OfType<ActivationModel>()];
        if (last < 0 || behind.Length == 0 || (keepsOne && behind[behind.Length - 1].Kind != "LogSoftmax")
            || (network.Model.Loss?.Kind == "SoftmaxCrossEntropy" && network.Model.Layers[last].Outputs < 2))
        {
            yield break;
        }

        var edit = new DeclarationEdit();
        for (int i = last + 1; i < network.Model.Layers.Count - (keepsOne ? 1 : 0); i++)
        {
            edit.Remove(network.Layers[i].Syntax);
        }

        yield return new Remedy("Remove", $"Remove [{string.Join(", ", behind.Take(behind.Length - (keepsOne ? 1 : 0)).Select(static a => a.Kind))}]", edit);
    }
}
