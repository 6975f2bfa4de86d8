using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Analyzers;
using NetGen.Analyzers.Rules;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>
/// Puts an activation between dense layers that have none: behind the first, or where that would say something else twice or bound the
/// output, before the second. Both may be the same layer of a block that is repeated.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddActivationFix))]
[Shared]
public sealed class AddActivationFix : DeclarationFix
{
    private static readonly string[] s_candidates = ["ReLU", "Tanh"];
    private static readonly MissingActivationRule s_rule = new();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1014"];

    private protected override bool MustPredictHealthy => false;

    private protected override bool Holds(ParsedNetwork before, ParsedNetwork? after, GradientFlowPrediction? prediction) =>
        Verdict.FindsLess(s_rule, before, after) && Verdict.IsNoWorse(before, after);

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        if (JudgedNetwork.Of(network) is not { } judged)
        {
            yield break;
        }

        // The diagnostic stands at the second layer, once for all uses of a block.
        List<(int First, int Second)> pairs = [.. MissingActivationRule.Pairs(judged).Where(p => places.Any(place => Declared.IsAt(network, network.Layers[p.Second], place)))];
        bool readsInput = pairs.Any(p => Enumerable.Range(0, network.Layers.Count)
            .Any(i => network.Model.Layers[i].Sources.Contains(-1) && network.Layers[i].Syntax == network.Layers[p.Second].Syntax));
        foreach (string candidate in s_candidates)
        {
            AttributeSyntax activation = DeclarationEdit.Attribute(candidate);
            var behind = new DeclarationEdit();
            var before = new DeclarationEdit();
            foreach ((int first, int second) in pairs)
            {
                behind.InsertAfter(network.Layers[first].Syntax, activation);
                before.InsertBefore(network.Layers[second].Syntax, activation);
            }

            yield return new Remedy(candidate, $"Put {candidate} between the layers", behind);

            // An activation of the input itself would throw half of it away.
            if (!readsInput)
            {
                yield return new Remedy(candidate, $"Put {candidate} between the layers", before);
            }
        }
    }
}
