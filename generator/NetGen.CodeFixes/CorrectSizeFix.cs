using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>
/// Makes two numbers that do not fit the same where one of them decides: the units of the last dense layer, the declared targets,
/// a dimension of a reshape, or whether a residual projects.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectSizeFix))]
[Shared]
public sealed class CorrectSizeFix : DeclarationFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG0018", "NG0022"];

    private protected override bool MustPredictHealthy => false;

    /// <summary>One error of the kind less, and none that was not there. There is no prediction before it that another could be worse than.</summary>
    private protected override bool Holds(ParsedNetwork before, ParsedNetwork? after, GradientFlowPrediction? prediction) =>
        after is not null && after.Diagnostics.Count < before.Diagnostics.Count
        && after.Diagnostics.All(d => before.Diagnostics.Any(b => b.Id == d.Id));

    private protected override IEnumerable<Remedy> Propose(ParsedNetwork network, ImmutableArray<TextSpan> places) =>
        places.SelectMany(place => Propose(network, place))
            .GroupBy(static r => r.Key)
            .Select(static group => group.Aggregate(static (all, next) => all with { Edit = all.Edit.Merge(next.Edit) }));

    private static IEnumerable<Remedy> Propose(ParsedNetwork network, TextSpan place)
    {
        if (Declared.IsAt(network, network.Loss, place))
        {
            return OfTargets(network, network.Loss!);
        }

        KeyValuePair<string, AttributeReader> at = network.Paths.FirstOrDefault(p => Declared.IsAt(network, p.Value, place));
        return at.Value?.Kind switch
        {
            "Residual" => OfResidual(network, at.Key, at.Value),
            "Sum" => OfSum(network, at.Key, at.Value),
            "Reshape" => OfReshape(network, at.Key, at.Value),
            _ => [],
        };
    }

    private static IEnumerable<Remedy> OfTargets(ParsedNetwork network, AttributeReader loss)
    {
        IReadOnlyList<LayerModel> layers = network.Model.Layers;
        if (DefinitionTable.Loss(loss.Kind) is not { } definition || loss.Syntax is not { } syntax || layers.Count == 0)
        {
            yield break;
        }

        int declared = loss.Named(DeclaredTargets.Property, 0);
        Shape output = layers[layers.Count - 1].Output;
        int given = definition.TargetsOf(output);

        // On a sequence every unit gives a target at each step.
        int each = given / output.Channels;
        int last = DeclaredTargets.DecidingLayer(layers);
        if (declared % each == 0 && Units(network, last, declared / each) is { } units)
        {
            yield return units;
        }

        if (loss.ArgumentSyntax(DeclaredTargets.Property) is { } argument)
        {
            yield return new Remedy(
                "Targets", $"Declare Targets = {Text.Of(given)}", new DeclarationEdit().Replace(syntax, DeclarationEdit.With(syntax, argument, given)));
        }
    }

    private static IEnumerable<Remedy> OfResidual(ParsedNetwork network, string path, AttributeReader residual)
    {
        int[] branch = Under(network, path + ".");
        if (branch.Length > 0 && Units(network, LastOf(network, branch), network.Model.Layers[branch[0]].Input.Channels) is { } units)
        {
            yield return units;
        }

        if (residual.IsSet("Projection") && residual.Syntax is { } syntax)
        {
            yield return new Remedy(
                "Projection", "Let the residual project its input", new DeclarationEdit().Replace(syntax, DeclarationEdit.Without(syntax, "Projection")));
        }
    }

    private static IEnumerable<Remedy> OfSum(ParsedNetwork network, string path, AttributeReader sum)
    {
        // The path of a branch is that of the sum and a name of its own.
        int[][] branches =
        [
            .. Under(network, path + ".").GroupBy(i => network.Model.Layers[i].Name.Split('.')[path.Split('.').Length]).Select(static g => g.ToArray()),
        ];
        for (int i = 0; i < branches.Length; i++)
        {
            // All the others take the size of one.
            int channels = network.Model.Layers[branches[i].Last()].Output.Channels;
            var edit = new DeclarationEdit();
            bool complete = true;
            foreach (int[] other in branches.Where(b => network.Model.Layers[b.Last()].Output.Channels != channels))
            {
                Remedy? units = Units(network, LastOf(network, other), channels);
                complete &= units is not null;
                edit = units is null ? edit : edit.Merge(units.Edit);
            }

            if (complete)
            {
                string block = sum.Attribute.AttributeClass!.TypeArguments.ElementAtOrDefault(i)?.Name ?? "";
                yield return new Remedy("As" + Text.Of(i), $"Give all branches {Count(channels)}, as {block} has", edit);
            }
        }
    }

    private static IEnumerable<Remedy> OfReshape(ParsedNetwork network, string path, AttributeReader reshape)
    {
        int layer = IndexOf(network, path);
        if (layer < 0 || reshape.Syntax is not { } syntax)
        {
            yield break;
        }

        LayerModel model = network.Model.Layers[layer];
        if (model.Input.Rank == 1 && Units(network, Before(network, layer), model.Outputs) is { } units)
        {
            yield return units;
        }

        for (int d = model.Output.Rank - 1; d >= 0; d--)
        {
            int others = model.Output.Dims.Where((_, i) => i != d).Aggregate(1, static (product, f) => product * f);
            if (model.Inputs % others == 0
                && reshape.ArgumentSyntax(reshape.Attribute.AttributeConstructor!.Parameters[d].Name) is { } argument)
            {
                Shape fitting = Shape.Of([.. model.Output.Dims.Select((f, i) => i == d ? model.Inputs / others : f)]);
                yield return new Remedy(
                    "Dimension" + Text.Of(d), $"Use Reshape({fitting.Listed})",
                    new DeclarationEdit().Replace(syntax, DeclarationEdit.With(syntax, argument, model.Inputs / others)));
            }
        }
    }

    /// <summary>Another number of units for a layer, or null where it is not a dense layer that a user wrote.</summary>
    private static Remedy? Units(ParsedNetwork network, int layer, int units) =>
        layer >= 0 && units is >= 1 and <= Limits.Size && network.Model.Layers[layer] is DenseModel dense
        && network.Layers[layer] is { Kind: "Dense", Syntax: { } syntax } attribute && attribute.ArgumentSyntax("units") is { } argument
            ? new Remedy(
                "Units", $"Give Dense({Text.Of(dense.Units)}) {Count(units)}",
                new DeclarationEdit().Replace(syntax, DeclarationEdit.With(syntax, argument, units)))
            : null;

    private static string Count(int units) => Text.Of(units) + (units == 1 ? " unit" : " units");

    private static int IndexOf(ParsedNetwork network, string name)
    {
        int i = network.Model.Layers.Count - 1;
        while (i >= 0 && network.Model.Layers[i].Name != name)
        {
            i--;
        }

        return i;
    }

    /// <summary>The layers whose paths start with a prefix, in order.</summary>
    private static int[] Under(ParsedNetwork network, string prefix) =>
        [.. Enumerable.Range(0, network.Model.Layers.Count).Where(i => network.Model.Layers[i].Name.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>The layer of a branch that decides how many channels it gives, or -1.</summary>
    private static int LastOf(ParsedNetwork network, int[] branch)
    {
        int last = DeclaredTargets.DecidingLayer(network.Model.Layers, branch[branch.Length - 1]);
        return branch.Contains(last) ? last : -1;
    }

    /// <summary>The layer that decides the channels of what a layer reads, or -1.</summary>
    private static int Before(ParsedNetwork network, int layer) =>
        DeclaredTargets.DecidingLayer(network.Model.Layers, network.Model.Layers[layer].Sources[0]);
}
