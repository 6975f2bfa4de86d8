using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Analyzers;
using NetGen.Generator.GradientFlow;

namespace NetGen.CodeFixes;

/// <summary>Predicts what a changed declaration would give.</summary>
internal static class DeclarationJudge
{
    /// <summary>The prediction after a change, or null where the changed declaration has errors.</summary>
    public static GradientFlowPrediction? Predict(
        Compilation compilation, TypeDeclarationSyntax declaration, TypeDeclarationSyntax changed, CancellationToken cancellationToken)
    {
        SyntaxTree tree = declaration.SyntaxTree;
        var mark = new SyntaxAnnotation();
        SyntaxNode root = tree.GetRoot(cancellationToken).ReplaceNode(declaration, changed.WithAdditionalAnnotations(mark));
        SyntaxTree changedTree = tree.WithRootAndOptions(root, tree.Options);

        // The generated part of the class stays as it is; nothing here looks at it.
        Compilation after = compilation.ReplaceSyntaxTree(tree, changedTree);
        SyntaxNode marked = changedTree.GetRoot(cancellationToken).GetAnnotatedNodes(mark).Single();
        return after.GetSemanticModel(changedTree).GetDeclaredSymbol(marked, cancellationToken) is INamedTypeSymbol type
            ? JudgedNetwork.Of(type, after, cancellationToken)?.Prediction
            : null;
    }
}
