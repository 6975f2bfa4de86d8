using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>
/// A fix that changes the attributes of a network. What it proposes is parsed and predicted before it is offered. A remedy of the
/// gradient flow after which the network would still not be healthy is none, and no other one leaves anything worse than it was.
/// </summary>
public abstract class DeclarationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new DeclarationFixAll(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach ((Remedy remedy, string predicted) in
                await RemediesAsync(context.Document, [diagnostic.Location.SourceSpan], context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        remedy.Title + predicted,
                        async cancellationToken =>
                        {
                            SyntaxNode root = (await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
                            return context.Document.WithSyntaxRoot(remedy.Edit.Apply(root));
                        },
                        equivalenceKey: remedy.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>Whether only remedies are offered after which nothing is wrong with the gradient flow; otherwise nothing may become worse.</summary>
    private protected virtual bool MustPredictHealthy => true;

    /// <summary>Whether a remedy holds what it promises, from the network before and after it and the prediction afterwards.</summary>
    private protected virtual bool Holds(ParsedNetwork before, ParsedNetwork? after, GradientFlowPrediction? prediction) =>
        MustPredictHealthy ? prediction is { IsHealthy: true } : Verdict.IsNoWorse(before, after);

    /// <summary>
    /// The remedies for what is reported at some places of a declaration. Of several with one key the first that holds is offered.
    /// </summary>
    private protected abstract IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places);

    /// <summary>
    /// The remedies that hold, for all places in the class around the first. Where that is a block, they hold for every network of
    /// the file that uses it.
    /// </summary>
    internal async Task<IReadOnlyList<(Remedy Remedy, string Predicted)>> RemediesAsync(
        Document document, ImmutableArray<TextSpan> places, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        Compilation? compilation = await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || compilation is null)
        {
            return [];
        }

        IReadOnlyList<ParsedNetwork> networks = Declared.NetworksAround(root, places[0], compilation, cancellationToken);
        var found = new List<(Remedy, string)>();
        foreach (IGrouping<string, Remedy> ways in networks.SelectMany(n => Propose(n, places)).Where(r => !r.Edit.IsEmpty && r.Edit.IsWithin(root.SyntaxTree)).GroupBy(static r => r.Key))
        {
            foreach (Remedy remedy in ways)
            {
                if (Predicted(networks, remedy, compilation, cancellationToken) is { } predicted)
                {
                    found.Add((remedy, predicted));
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>What is predicted after a remedy, for its title; null where it does not hold.</summary>
    private string? Predicted(IReadOnlyList<ParsedNetwork> networks, Remedy remedy, Compilation compilation, CancellationToken cancellationToken)
    {
        var predictions = new GradientFlowPrediction?[networks.Count];
        for (int i = 0; i < predictions.Length; i++)
        {
            ParsedNetwork? after = DeclarationJudge.Read(compilation, networks[i].Syntax, remedy.Edit, cancellationToken);
            predictions[i] = DeclarationJudge.Predict(after);
            if (!Holds(networks[i], after, predictions[i]))
            {
                return null;
            }
        }

        bool tellsRatio = MustPredictHealthy && predictions is [{ Problem: null, Layers.Count: > 2 }];
        return tellsRatio ? $" (predicted R = {FlowText.Number(0 + Math.Round(predictions[0]!.Ratio, 3))})" : "";
    }
}
