using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Puts SoftmaxCrossEntropy in the place of a softmax with a distance.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseCrossEntropyFix))]
[Shared]
public sealed class UseCrossEntropyFix : DeclarationFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1009"];

    private protected override bool MustPredictHealthy => false;

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        int softmax = network.Model.Layers.Count - 1;
        while (softmax >= 0 && network.Model.Layers[softmax].Kind != "Softmax")
        {
            softmax--;
        }

        if (softmax >= 0)
        {
            yield return new Remedy(
                "CrossEntropy", "Use SoftmaxCrossEntropy",
                new DeclarationEdit().Remove(network.Layers[softmax].Syntax).Replace(network.Loss?.Syntax, DeclarationEdit.Attribute("SoftmaxCrossEntropy")));
        }
    }
}
