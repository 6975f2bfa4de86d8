using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Leaves the weights to Init.Auto, or to LeCun where the activation amplifies with Auto's choice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeInitializerFix))]
[Shared]
public sealed class ChangeInitializerFix : DeclarationFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1001", "NG1002", "NG1003", "NG1004", "NG1006"];

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places)
    {
        var biases = new DeclarationEdit();
        foreach (AttributeReader layer in network.Layers)
        {
            if (layer.Syntax is { } syntax && layer.IsSet("BiasInit"))
            {
                biases.Replace(syntax, DeclarationEdit.Without(syntax, "BiasInit", "BiasInitScale"));
            }
        }

        yield return new Remedy("Auto", "Leave the initializer to Init.Auto", Declared.ClearInitializers(network, new DeclarationEdit()));
        yield return new Remedy("Biases", "Start biases at 0", biases);

        // SELU's own, and the largest gain that GELU and its relatives take in deep stacks.
        if (network.Network.Syntax is { } attribute && network.Model.Layers.Any(static l => l is ActivationModel { Kind: "GELU" or "SiLU" or "Mish" or "Hardswish" }))
        {
            DeclarationEdit edit = Declared.ClearInitializers(network, new DeclarationEdit());
            edit.Replace(attribute, DeclarationEdit.With(DeclarationEdit.Without(attribute, "InitScale", "InitFan", "InitDistribution"), "Init", "Init.LeCunNormal"));
            yield return new Remedy("LeCun", "Use Init.LeCunNormal", edit);
        }
    }
}
