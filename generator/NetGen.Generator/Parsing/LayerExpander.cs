using Microsoft.CodeAnalysis;
using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Turns attributes into the flat list of layers that a network is: blocks are written out, each with its path name.</summary>
internal sealed class LayerExpander(
    NetworkDefaults defaults, Func<INamedTypeSymbol, string, string?> typeProblem, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
{
    private readonly BlockReader _blocks = new(compilation, report, cancellationToken);

    // The family that each block begins with, if it says one.
    private readonly Dictionary<ISymbol, InitFamily?> _families = new(SymbolEqualityComparer.Default);
    private readonly Stack<INamedTypeSymbol> _open = new();
    private int _expanded;
    private int _depth;

    public List<LayerModel> Layers { get; } = [];

    /// <summary>The attribute of each layer.</summary>
    public List<AttributeReader> Attributes { get; } = [];

    /// <summary>The attribute behind each path, of layers and of what holds layers.</summary>
    public Dictionary<string, AttributeReader> Paths { get; } = new(StringComparer.Ordinal);

    public NetworkDefaults Defaults => defaults;

    /// <summary>False when the compiler itself has errors in the attributes of a block.</summary>
    public bool IsComplete => _blocks.IsComplete;

    /// <summary>True once the network has grown too large to go on.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Adds the layers of attributes, one behind the other.</summary>
    /// <param name="attributes">The attributes.</param>
    /// <param name="names">Their names within what holds them.</param>
    /// <param name="prefix">The path of what holds them with its dot; empty for the network.</param>
    /// <param name="input">What the first reads.</param>
    /// <param name="after">The family of the activation behind the last.</param>
    public LayerValue Expand(List<AttributeReader> attributes, List<string> names, string prefix, LayerValue input, InitFamily after)
    {
        LayerValue value = input;
        for (int i = 0; i < attributes.Count && !IsStopped; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AttributeReader attribute = attributes[i];
            if (DefinitionTable.Layer(attribute.Kind) is not { } definition || !OurTypes.IsOurs(attribute.Attribute.AttributeClass!))
            {
                attribute.ReportHere(Descriptors.UnknownLayer, attribute.Kind);
                continue;
            }

            InitFamily next = Family(attributes, i + 1) ?? after;
            string path = prefix + names[i];
            Paths[path] = attribute;
            if (definition is CompositeDefinition composite)
            {
                value = composite.Expand(new CompositeContext(attribute, path, value, next, this)) ?? value;
            }
            else if (definition.Parse(attribute, new LayerContext(path, value.Shape, defaults, next, typeProblem) { ReadsInput = value.Source < 0, Before = i > 0 && value.Source >= 0 ? Layers[value.Source] : null }) is { } layer)
            {
                value = Add(attribute, layer, value);
            }
        }

        return value;
    }

    /// <summary>Adds the layers of the block that a type argument names, or returns null after reporting why that cannot be.</summary>
    public LayerValue? ExpandBlock(AttributeReader use, int argument, string path, LayerValue input, InitFamily after)
    {
        if (IsStopped || _blocks.Read(use, argument) is not { } block)
        {
            return null;
        }

        if (_open.Contains(block.Type, SymbolEqualityComparer.Default))
        {
            string chain = string.Join(" -> ", _open.Reverse().Append(block.Type).Select(static t => t.Name));
            use.ReportAtTypeArgument(argument, Descriptors.BlockContainsItself, block.Type.Name, chain);
            IsStopped = true;
            return null;
        }

        if (_open.Count == Limits.Nesting)
        {
            use.ReportHere(Descriptors.SizeOutOfRange, "The number of blocks within each other", "more than " + Text.Of(Limits.Nesting), Text.Of(Limits.Nesting));
            IsStopped = true;
            return null;
        }

        if (++_expanded > Limits.Layers)
        {
            Stop(use);
            return null;
        }

        _open.Push(block.Type);
        LayerValue output = Expand(block.Layers, block.Names, path + ".", input, after);
        _open.Pop();
        return output;
    }

    /// <summary>The family of the activation that a block begins with.</summary>
    public InitFamily FirstFamily(AttributeReader use, InitFamily otherwise) =>
        _blocks.Read(use, 0) is { } block ? Family(block) ?? otherwise : otherwise;

    /// <summary>The names of the layers of a block.</summary>
    public IReadOnlyList<string> NamesIn(AttributeReader use, int argument) => _blocks.Read(use, argument)?.Names ?? [];

    /// <summary>Adds one layer that reads other values.</summary>
    public LayerValue Add(AttributeReader attribute, LayerModel layer, params LayerValue[] sources)
    {
        if (layer.Outputs > Limits.Size)
        {
            // What follows could only say the same of itself.
            attribute.ReportHere(
                Descriptors.SizeOutOfRange, $"The output of {attribute.Kind}, {layer.Output},", Text.Of(layer.Outputs) + " values", Text.Of(Limits.Size));
            IsStopped = true;
        }
        else if (Layers.Count == Limits.Layers)
        {
            Stop(attribute);
        }
        else
        {
            Layers.Add(layer with { Sources = new EquatableArray<int>([.. sources.Select(static s => s.Source)]) });
            Attributes.Add(attribute);
        }

        return new LayerValue(Layers.Count - 1, layer.Output);
    }

    private void Stop(AttributeReader attribute)
    {
        attribute.ReportHere(Descriptors.SizeOutOfRange, "The number of layers", "more than " + Text.Of(Limits.Layers), Text.Of(Limits.Layers));
        IsStopped = true;
    }

    /// <summary>
    /// The initializer family of the first activation from a place on: what a block begins with, when a block is next; null where only layers
    /// follow that it passes.
    /// </summary>
    private InitFamily? Family(List<AttributeReader> attributes, int index)
    {
        for (int i = index; i < attributes.Count; i++)
        {
            LayerDefinition? next = DefinitionTable.Layer(attributes[i].Kind);
            if (next is { IsPassedByInit: true })
            {
                continue;
            }

            if (next is ActivationDefinition activation)
            {
                return activation.Family;
            }

            if (next is not CompositeDefinition { HoldsBlocks: true } || _blocks.Read(attributes[i], 0) is not { } block)
            {
                return InitFamily.Xavier;
            }

            if (Family(block) is { } family)
            {
                return family;
            }
        }

        return null;
    }

    /// <summary>What a block begins with, found once for each, however often blocks use it.</summary>
    private InitFamily? Family(BlockDeclaration block)
    {
        if (!_families.TryGetValue(block.Type, out InitFamily? family))
        {
            // Stands while the block is looked at, for one that contains itself, and for one that is too deep.
            _families.Add(block.Type, InitFamily.Xavier);
            family = ++_depth <= Limits.Nesting ? Family(block.Layers, 0) : InitFamily.Xavier;
            _depth--;
            _families[block.Type] = family;
        }

        return family;
    }
}
