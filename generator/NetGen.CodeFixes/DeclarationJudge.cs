using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Reads and predicts what a changed declaration would give.</summary>
internal static class DeclarationJudge
{
    /// <summary>The network after a change of its file, or null where it cannot be read.</summary>
    public static ParsedNetwork? Read(Compilation compilation, TypeDeclarationSyntax network, DeclarationEdit edit, CancellationToken cancellationToken)
    {
        SyntaxTree tree = network.SyntaxTree;
        var mark = new SyntaxAnnotation();
        SyntaxTree changedTree = tree.WithRootAndOptions(edit.Apply(tree.GetRoot(cancellationToken), network, mark), tree.Options);

        // The generated part of the class stays as it is; nothing here looks at it.
        Compilation after = compilation.ReplaceSyntaxTree(tree, changedTree);
        SyntaxNode marked = changedTree.GetRoot(cancellationToken).GetAnnotatedNodes(mark).Single();
        return after.GetSemanticModel(changedTree).GetDeclaredSymbol(marked, cancellationToken) is INamedTypeSymbol type
            ? NetworkParser.Read(type, after, cancellationToken)
            : null;
    }

    /// <summary>The prediction of a network, or null where its declaration has errors.</summary>
    public static GradientFlowPrediction? Predict(ParsedNetwork? network) =>
        network is { Model: { Errors.Count: 0, Layers.Count: > 0 } model } ? GradientFlowPredictor.Predict(model) : null;
}
