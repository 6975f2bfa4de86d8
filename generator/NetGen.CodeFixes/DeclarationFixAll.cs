using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>Applies one remedy to every network of a document; what several diagnostics of one class ask for is done once.</summary>
internal sealed class DeclarationFixAll(DeclarationFix fix) : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
        {
            return null;
        }

        var all = new DeclarationEdit();
        // What helps a block may help every network that uses it.
        foreach (IGrouping<TypeDeclarationSyntax?, Diagnostic> group in diagnostics
            .GroupBy(d => root.FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>())
            .OrderByDescending(static g => g.Key is { } type && DeclarationEdit.IsBlock(type)))
        {
            var remedies = await fix.RemediesAsync(document, [.. group.Select(static d => d.Location.SourceSpan)], context.CancellationToken).ConfigureAwait(false);
            foreach ((Remedy remedy, _) in remedies)
            {
                if (remedy.Key == context.CodeActionEquivalenceKey && !remedy.Edit.Repeats(all))
                {
                    all.Merge(remedy.Edit);
                }
            }
        }

        return document.WithSyntaxRoot(all.Apply(root));
    }
}
