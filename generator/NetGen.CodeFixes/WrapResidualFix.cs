using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>
/// Puts residual blocks around layers that keep their shape: the layers move to a class with [Block] behind the network, or behind the
/// block that they stand in, and an attribute uses it in their place. Branches are taken as they are, scaled by 1/√depth, or behind a
/// LayerNorm: the first of these that is predicted to be healthy.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrapResidualFix))]
[Shared]
public sealed class WrapResidualFix : DeclarationFix
{
    private const string Key = "Residual";
    private const int FewestToScale = 4;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1001", "NG1002", "NG1005", "NG1010", "NG1011"];

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        SyntaxNode root = network.Syntax.SyntaxTree.GetRoot();
        if (root.FindNode(places[0]).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { TypeParameterList: null } declaration)
        {
            yield break;
        }

        IReadOnlyList<ResidualRun> runs = [.. ResidualRuns.In(network, declaration).Where(r => !HoldsComment(root, r))];
        int count = runs.Sum(static r => r.Branches);
        if (count == 0)
        {
            yield break;
        }

        string title = $"Wrap layers in {(count == 1 ? "a residual block" : Text.Of(count) + " residual blocks")}";
        yield return new Remedy(Key, title, Edit("", ""));
        if (count >= FewestToScale)
        {
            // Mean squares of so many branches add up to that of one.
            string scale = (1 / Math.Sqrt(count)).ToString("G1", CultureInfo.InvariantCulture);
            yield return new Remedy(Key, $"{title} scaled by {scale}", Edit($"(Scale = {scale}f)", ""));
        }

        yield return new Remedy(Key, $"{title} behind LayerNorm", Edit("", "LayerNorm"));

        DeclarationEdit Edit(string arguments, string norm) => new ResidualEdit(network, declaration, arguments, norm).Of(runs);
    }

    /// <summary>Whether somebody wrote between the layers what belongs to the place where it stands.</summary>
    private static bool HoldsComment(SyntaxNode root, ResidualRun run)
    {
        if (run.Units.Count == 0)
        {
            return false;
        }

        IReadOnlyList<AttributeSyntax> last = run.Units[run.Units.Count - 1];
        var within = TextSpan.FromBounds(run.Units[0][0].SpanStart, last[last.Count - 1].Span.End);
        return root.DescendantTrivia(within, descendIntoTrivia: false).Any(t => within.Contains(t.Span)
            && (t.IsDirective || t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia));
    }
}
