using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Gives all hidden layers another activation, with the initializer that suits it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeActivationFix))]
[Shared]
public sealed class ChangeActivationFix : DeclarationFix
{
    private static readonly string[] s_candidates = ["ReLU", "Tanh", "SELU", "LeakyReLU", "ELU"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1001", "NG1002", "NG1003", "NG1004", "NG1005", "NG1006", "NG1010"];

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        int last = Declared.LastDense(network);
        int[] hidden = [.. Enumerable.Range(0, Math.Max(0, last)).Where(i => network.Model.Layers[i] is ActivationModel { Kind: not "Linear" })];
        foreach (string candidate in s_candidates)
        {
            if (hidden.Length == 0 || hidden.All(i => network.Model.Layers[i].Kind == candidate))
            {
                continue;
            }

            var edit = new DeclarationEdit();
            foreach (int i in hidden)
            {
                AttributeSyntax? activation = network.Layers[i].Syntax;
                edit.Replace(activation, Declared.Renamed(activation, candidate));
            }

            Declared.ClearInitializers(network, edit);
            yield return new Remedy(candidate, $"Use {candidate} in hidden layers", edit);
        }
    }
}
