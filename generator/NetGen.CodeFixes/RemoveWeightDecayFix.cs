using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>
/// Turns the weight decay of a group off that reaches biases or norms. The declaration stays as it is, and so does all that is predicted of it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveWeightDecayFix))]
[Shared]
public sealed class RemoveWeightDecayFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1013"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment)
        {
            ExpressionSyntax zero = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0));
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Set WeightDecay = 0",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(assignment.Right, zero.WithTriviaFrom(assignment.Right)))),
                    equivalenceKey: "NoDecay"),
                context.Diagnostics);
        }
    }
}
