using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Analyzers;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>
/// A fix that changes the attributes of a network. What it proposes is parsed and predicted before it is offered: a remedy after
/// which the network would still not be healthy is none.
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
            foreach ((Remedy remedy, TypeDeclarationSyntax declaration, TypeDeclarationSyntax changed, string predicted) in
                await RemediesAsync(context.Document, [diagnostic.Location.SourceSpan], context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        remedy.Title + predicted,
                        async cancellationToken =>
                        {
                            SyntaxNode root = (await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
                            return context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, changed));
                        },
                        equivalenceKey: remedy.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>Whether only remedies are offered after which nothing is wrong with the gradient flow.</summary>
    private protected virtual bool MustPredictHealthy => true;

    /// <summary>The remedies for what is reported at some places of a declaration.</summary>
    private protected abstract IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places);

    /// <summary>The remedies that hold, for all places in the class around the first.</summary>
    internal async Task<IReadOnlyList<(Remedy Remedy, TypeDeclarationSyntax Declaration, TypeDeclarationSyntax Changed, string Predicted)>> RemediesAsync(
        Document document, ImmutableArray<TextSpan> places, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        Compilation? compilation = await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(places[0]).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || compilation is null
            || compilation.GetSemanticModel(root.SyntaxTree).GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || NetworkParser.Read(type, compilation, cancellationToken) is not { } network)
        {
            return [];
        }

        var found = new List<(Remedy, TypeDeclarationSyntax, TypeDeclarationSyntax, string)>();
        foreach (Remedy remedy in Propose(network, places).Where(static r => !r.Edit.IsEmpty))
        {
            TypeDeclarationSyntax changed = remedy.Edit.Apply(declaration);
            GradientFlowPrediction? prediction = DeclarationJudge.Predict(compilation, declaration, changed, cancellationToken);
            if (!MustPredictHealthy || prediction is { IsHealthy: true })
            {
                bool tellsRatio = prediction is { Problem: null, Layers.Count: > 2 } && MustPredictHealthy;
                found.Add((remedy, declaration, changed, tellsRatio ? $" (predicted R = {FlowText.Number(Math.Round(prediction!.Ratio, 3))})" : ""));
            }
        }

        return found;
    }
}
