using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Analyzers;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>
/// Takes hidden layers out of a network whose gradient does not get through, from the last on, until it does: layers that keep
/// their width, so that what stands around them still fits.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ReduceDepthRefactoring))]
[Shared]
public sealed class ReduceDepthRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Compilation? compilation = await context.Document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || compilation is null
            || compilation.GetSemanticModel(root.SyntaxTree).GetDeclaredSymbol(declaration, context.CancellationToken) is not INamedTypeSymbol type
            || JudgedNetwork.Of(type, compilation, context.CancellationToken) is not { Prediction: { IsHealthy: false, Problem: null } } network)
        {
            return;
        }

        List<(int First, int Last)> removable = Removable(network);
        for (int count = 1; count <= removable.Count; count++)
        {
            var edit = new DeclarationEdit();
            foreach ((int first, int last) in removable.Take(count))
            {
                for (int i = first; i <= last; i++)
                {
                    edit.Remove(network.Parsed.Layers[i].Syntax);
                }
            }

            if (edit.IsWithin(root.SyntaxTree)
                && DeclarationJudge.Predict(DeclarationJudge.Read(compilation, declaration, edit, context.CancellationToken)) is { IsHealthy: true } prediction)
            {
                context.RegisterRefactoring(CodeAction.Create(
                    $"Reduce depth by {FlowText.Number(count)} to {FlowText.Number(prediction.Layers.Count)} layers (predicted R = {FlowText.Number(Math.Round(prediction.Ratio, 3))})",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(edit.Apply(root))),
                    equivalenceKey: "ReduceDepth"));
                return;
            }
        }
    }

    /// <summary>Hidden layers that keep their width with all that stands behind them, the last first.</summary>
    private static List<(int First, int Last)> Removable(JudgedNetwork network)
    {
        var found = new List<(int, int)>();
        IReadOnlyList<LayerModel> layers = network.Model.Layers;
        int end = Declared.LastDense(network.Parsed);
        for (int i = end - 1; i > 0; i--)
        {
            if (layers[i] is not DenseModel dense)
            {
                continue;
            }

            if (dense.Input.Equals(dense.Output))
            {
                found.Add((i, end - 1));
            }

            end = i;
        }

        return found;
    }
}
