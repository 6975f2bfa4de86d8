using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>
/// Finds the layers of a network or block that a residual block may go around: a layer with weights and what follows it up to the next
/// one, where both together keep the shape. The network's last layer stays as it is.
/// </summary>
internal static class ResidualRuns
{
    /// <summary>The runs of a class in their order.</summary>
    public static IReadOnlyList<ResidualRun> In(ParsedNetwork network, TypeDeclarationSyntax declaration)
    {
        List<KeyValuePair<string, AttributeReader>> own = [.. network.Paths.Where(p => p.Value.Part == declaration)];
        string[] uses = [.. own.Select(static p => p.Key.Substring(0, p.Key.LastIndexOf('.') + 1)).Distinct()];
        if (uses.Length == 0 || own.Any(static p => p.Value.Use is { Kind: "Residual" }))
        {
            return [];
        }

        // Where a block is repeated, the shape has settled at its last use.
        List<Item> items = ItemsOf(network, uses[uses.Length - 1]);
        int last = network.Model.Layers.Count - 1;
        while (last > 0 && !HasWeights(network.Model.Layers[last]))
        {
            last--;
        }

        List<List<Item>> units = declaration != network.Syntax && IsBranch(items) ? [items] : Units(items);
        units.RemoveAll(u => !u[0].Input.Equals(u[u.Count - 1].Output) || (u[0].First <= last && u[u.Count - 1].Last >= last));
        if (units.Count == 1 && units[0].Count == items.Count && declaration != network.Syntax)
        {
            return [new ResidualRun([Syntax(units[0])], uses.Length) { IsWhole = true }];
        }

        var runs = new List<ResidualRun>();
        for (int i = 0; i < units.Count;)
        {
            if (units[i][0].Block is { } block)
            {
                runs.Add(new ResidualRun([], units[i][0].Count * uses.Length) { Use = units[i][0].Attribute.Syntax, Block = block });
                i++;
                continue;
            }

            int end = i + 1;
            while (end < units.Count && Follows(units[end - 1], units[end]) && units[end][0].Block is null && Text(units[end]) == Text(units[i]))
            {
                end++;
            }

            runs.Add(new ResidualRun([.. units.Skip(i).Take(end - i).Select(Syntax)], (end - i) * uses.Length));
            i = end;
        }

        return runs;

        bool Follows(List<Item> one, List<Item> next) => items.IndexOf(next[0]) == items.IndexOf(one[one.Count - 1]) + 1;
    }

    /// <summary>What attributes say but for their names, with the layout of their lists.</summary>
    public static string Text(IEnumerable<AttributeSyntax> unit) =>
        string.Concat(unit.GroupBy(static a => a.Parent).Select(static list =>
            "[" + string.Join(", ", list.Select(static a => DeclarationEdit.Without(a, "Name").WithoutTrivia().ToString())) + "]\n"));

    private static string Text(List<Item> unit) => Text(Syntax(unit)).Replace("]\n[", ", ");

    private static IReadOnlyList<AttributeSyntax> Syntax(List<Item> unit) => [.. unit.Select(static i => i.Attribute.Syntax!)];

    /// <summary>Whether a block may be one branch as a whole.</summary>
    private static bool IsBranch(List<Item> items) => items.Count > 0 && items.All(static i => i.Attribute.Syntax is not null && !i.Joins) && items.Any(static i => i.HasWeights);

    private static List<List<Item>> Units(List<Item> items)
    {
        var units = new List<List<Item>>();
        List<Item>? open = null;
        foreach (Item item in items)
        {
            if (item.Attribute.Syntax is null || item.Joins)
            {
                open = null;
            }
            else if (item.Block is not null)
            {
                units.Add([item]);
                open = null;
            }
            else if (item.HasWeights)
            {
                units.Add(open = [item]);
            }
            else if (open is not null && item.Follows)
            {
                open.Add(item);
            }
            else
            {
                open = null;
            }
        }

        return units;
    }

    /// <summary>The attributes under a path with their shapes.</summary>
    private static List<Item> ItemsOf(ParsedNetwork network, string prefix)
    {
        var items = new List<Item>();
        IReadOnlyList<LayerModel> layers = network.Model.Layers;
        for (int i = 0; i < layers.Count;)
        {
            if (!layers[i].Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                i++;
                continue;
            }

            int end = layers[i].Name.IndexOf('.', prefix.Length);
            string path = end < 0 ? layers[i].Name : layers[i].Name.Substring(0, end);
            int first = i;
            while (i < layers.Count && (layers[i].Name == path || layers[i].Name.StartsWith(path + ".", StringComparison.Ordinal)))
            {
                i++;
            }

            items.Add(new Item(network, network.Paths[path], path, first, i - 1));
        }

        return items;
    }

    private static bool HasWeights(LayerModel layer) => layer is DenseModel or ConvolutionModel or RecurrentModel;

    /// <summary>One attribute of a class and the layers that it stands for.</summary>
    private sealed class Item
    {
        public Item(ParsedNetwork network, AttributeReader attribute, string path, int first, int last)
        {
            IReadOnlyList<LayerModel> layers = network.Model.Layers;
            Attribute = attribute;
            (First, Last) = (first, last);
            HasWeights = layers.Skip(first).Take(last - first + 1).Any(ResidualRuns.HasWeights);
            Follows = first == last && layers[first] is ActivationModel or NormModel or NoiseModel;
            Output = layers[last].Output;
            string inner = path + ".";
            if (attribute.Kind == "Repeat")
            {
                string index = layers[last].Name.Substring(inner.Length).Split('.')[0];
                Count = 1 + int.Parse(index, NumberStyles.None, CultureInfo.InvariantCulture);
                inner += index + ".";
                while (!layers[first].Name.StartsWith(inner, StringComparison.Ordinal))
                {
                    first++;
                }
            }

            Input = layers[first].Input;
            bool isComposite = DefinitionTable.Layer(attribute.Kind) is CompositeDefinition;
            bool isPlain = isComposite && attribute.Kind is "Block" or "Repeat" && HasWeights
                && network.Paths.Where(p => p.Key.StartsWith(inner, StringComparison.Ordinal) && p.Key.IndexOf('.', inner.Length) < 0)
                    .All(static p => DefinitionTable.Layer(p.Value.Kind) is not CompositeDefinition || p.Value.Kind is "Block" or "Repeat");
            Block = isPlain ? attribute.Attribute.AttributeClass!.TypeArguments[0] as INamedTypeSymbol : null;
            Joins = isComposite && !isPlain;
        }

        public AttributeReader Attribute { get; }

        public int First { get; }

        public int Last { get; }

        public Shape Input { get; }

        public Shape Output { get; }

        public bool HasWeights { get; }

        /// <summary>Whether it belongs to the layer with weights before it.</summary>
        public bool Follows { get; }

        /// <summary>The block that it uses as it stands or repeats; null where it does neither.</summary>
        public INamedTypeSymbol? Block { get; }

        /// <summary>Whether it is made of several layers that join already.</summary>
        public bool Joins { get; }

        /// <summary>How often it repeats a block.</summary>
        public int Count { get; } = 1;
    }
}
