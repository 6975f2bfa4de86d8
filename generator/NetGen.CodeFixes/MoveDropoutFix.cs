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

/// <summary>Moves a dropout behind the last norm that its variance reaches, and behind the activation there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveDropoutFix))]
[Shared]
public sealed class MoveDropoutFix : DeclarationFix
{
    private static readonly DropoutBeforeNormRule s_rule = new();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1015"];

    private protected override bool MustPredictHealthy => false;

    private protected override bool Holds(ParsedNetwork before, ParsedNetwork? after, GradientFlowPrediction? prediction) =>
        Verdict.FindsLess(s_rule, before, after) && Verdict.IsNoWorse(before, after);

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        if (JudgedNetwork.Of(network) is not { } judged)
        {
            yield break;
        }

        var edit = new DeclarationEdit();
        var taken = new HashSet<AttributeSyntax>();
        string names = "";
        foreach (TextSpan place in places)
        {
            int dropout = Declared.LayerAt(network, place);
            if (dropout >= 0 && Behind(judged, dropout) is { } end && CanMove(judged, dropout, end) && taken.Add(network.Layers[end].Syntax!))
            {
                AttributeSyntax moved = network.Layers[dropout].Syntax!;
                edit.Remove(moved).InsertAfter(network.Layers[end].Syntax, moved.WithoutTrivia());
                names = names.Length > 0 ? names : $"[{network.Layers[dropout].Kind}] behind [{network.Layers[end].Kind}]";
            }
        }

        yield return new Remedy("Move", $"Move {names}", edit);
    }

    /// <summary>The norm behind a dropout, or the activation behind that, from where no other norm is reached; null where there is none.</summary>
    private static int? Behind(JudgedNetwork network, int dropout)
    {
        int? end = null;
        while (DropoutBeforeNormRule.NormBehind(network, end ?? dropout) is { } norm)
        {
            end = norm;
            while (end + 1 < network.Model.Layers.Count && network.IsActivation(end.Value + 1))
            {
                end++;
            }
        }

        return end;
    }

    /// <summary>
    /// Whether all layers that the dropout passes are declared behind it in the same class, which a repeated block may not be, and no
    /// other dropout is there already.
    /// </summary>
    private static bool CanMove(JudgedNetwork network, int dropout, int end)
    {
        for (int i = dropout; i < end; i++)
        {
            if (network.Parsed.Layers[i].Syntax is not { } first || network.Parsed.Layers[i + 1].Syntax is not { } second
                || first.Parent?.Parent != second.Parent?.Parent || second.SpanStart <= first.SpanStart)
            {
                return false;
            }
        }

        return end + 1 == network.Model.Layers.Count || network.DropRate(end + 1) is null;
    }
}
