using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>
/// Clips the gradient by its global norm, where a trainer is created. The declaration stays as it is, and so does all that is predicted of it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddClipFix))]
[Shared]
public sealed class AddClipFix : CodeFixProvider
{
    private const string Clip = "Clip = Clip.GlobalNorm(1f)";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1012"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation)
        {
            return;
        }

        List<string> members = [.. creation.Initializer?.Expressions.Where(static e => !IsClip(e)).Select(static e => e.ToString()) ?? []];
        var model = (BaseObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new() {{ {string.Join(", ", members.Prepend(Clip))} }}");
        ExpressionSyntax changed = creation.WithArgumentList(creation.ArgumentList?.WithoutTrailingTrivia()).WithoutTrailingTrivia()
            .WithInitializer(model.Initializer!.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(creation.GetTrailingTrivia()));
        context.RegisterCodeFix(
            CodeAction.Create(
                "Clip the gradient by its global norm", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(creation, changed))), equivalenceKey: "Clip"),
            context.Diagnostics);
    }

    private static bool IsClip(ExpressionSyntax member) =>
        member is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Clip" } };
}
