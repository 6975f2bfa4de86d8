using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Declares standardised input; the data has to follow (DataSet.Standardize).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StandardiseInputFix))]
[Shared]
public sealed class StandardiseInputFix : DeclarationFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1002", "NG1003", "NG1004", "NG1005", "NG1016"];

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        if (network.Input?.Syntax is { } input && network.Model.Assumptions is not { InputIsDeclared: true, InputMean: 0, InputDeviation: 1 })
        {
            AttributeSyntax declared = DeclarationEdit.With(DeclarationEdit.With(input, "Mean", "0"), "Std", "1");
            yield return new Remedy("Standardise", "Standardise the input (DataSet.Standardize) and declare Mean = 0, Std = 1", new DeclarationEdit().Replace(input, declared));
        }
    }
}
