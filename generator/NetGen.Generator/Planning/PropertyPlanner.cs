using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Turns the path names of layers with parameters into properties: a view for each distinct block, however often it is used.</summary>
internal sealed class PropertyPlanner
{
    private readonly PlanBuilder _plan;
    private readonly string _class;
    private readonly List<BlockViewPlan> _views = [];

    private PropertyPlanner(NetworkModel model, PlanBuilder plan)
    {
        _plan = plan;
        _class = model.BlocksClass;
    }

    public static (EquatableArray<PropertyPlan> Properties, EquatableArray<BlockViewPlan> Views) Plan(NetworkModel model, PlanBuilder plan)
    {
        var planner = new PropertyPlanner(model, plan);
        var root = new Node("", "");
        foreach (LayerModel layer in model.Layers)
        {
            if (layer.HasParameters && DefinitionTable.Layer(layer.Kind)!.PropertyType(layer) is not null)
            {
                root.Add(layer);
            }
        }

        PropertyPlan[] properties = [.. root.Children.Select(planner.Property)];
        return (new EquatableArray<PropertyPlan>(properties), new EquatableArray<BlockViewPlan>([.. planner._views]));
    }

    private PropertyPlan Property(Node node)
    {
        string name = Text.Pascal(node.Segment);
        if (node.Layer is { } layer)
        {
            LayerDefinition definition = DefinitionTable.Layer(layer.Kind)!;
            string[] tensors =
            [
                .. definition.PropertyIndices(layer, _plan).Select(i => i < 0 ? "" : _plan.Parameters[i].Name.Substring(layer.Name.Length + 1)),
            ];
            string[] states =
            [
                .. definition.PropertyStates(layer, _plan).Select(i => i < 0 ? "" : _plan.States[i].Name.Substring(layer.Name.Length + 1)),
            ];
            return new PropertyPlan(
                name, node.Segment, definition.PropertyType(layer)!, new EquatableArray<string>(tensors), new EquatableArray<string>(states), PropertyKind.Layer, 1,
                $"{layer.Kind}, {layer.Input} -> {layer.Output}");
        }

        EquatableArray<string> none = EquatableArray<string>.Empty;
        return node.Elements is { } element
            ? new PropertyPlan(name, node.Segment, View(element), none, none, PropertyKind.List, node.Count, $"{Text.Of(node.Count)} blocks")
            : new PropertyPlan(name, node.Segment, View(node), none, none, PropertyKind.Block, 1, string.Join(", ", node.Children.Select(static c => c.Segment)));
    }

    /// <summary>The view with the members of a block, which is a new one where there is none yet.</summary>
    private string View(Node node)
    {
        // Shapes may differ from use to use; what is shared tells of members only.
        var members = new EquatableArray<PropertyPlan>(
            [.. node.Children.Select(Property).Select(static p => p with { About = p.Kind == PropertyKind.Layer ? p.About.Split(',')[0] : p.About })]);
        if (_views.Find(v => v.Members.Equals(members)) is { } known)
        {
            return known.Name;
        }

        string name = string.Join("_", node.Path.Split('.').Select(Text.Pascal));
        while (name == _class || members.Any(m => m.Name == name) || _views.Any(v => v.Name == name))
        {
            name += "_";
        }

        _views.Add(new BlockViewPlan(name, node.Path, members));
        return name;
    }

    /// <summary>A part of path names: a layer, a block, or a repetition, whose elements are one node with the members of all.</summary>
    private sealed class Node(string segment, string path)
    {
        private readonly Dictionary<string, Node> _children = new(StringComparer.Ordinal);

        public string Segment => segment;

        public string Path => path;

        public LayerModel? Layer { get; private set; }

        public List<Node> Children { get; } = [];

        public Node? Elements { get; private set; }

        public int Count { get; private set; }

        public void Add(LayerModel layer)
        {
            Node node = this;
            string[] segments = layer.Name.Split('.');
            foreach (string part in segments)
            {
                node = char.IsDigit(part[0]) ? node.Element(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) : node.Child(part);
            }

            node.Layer ??= layer;
        }

        private Node Child(string part)
        {
            if (!_children.TryGetValue(part, out Node? child))
            {
                _children.Add(part, child = new Node(part, path.Length == 0 ? part : path + "." + part));
                Children.Add(child);
            }

            return child;
        }

        private Node Element(int index)
        {
            Count = Math.Max(Count, index + 1);
            return Elements ??= new Node("0", path + ".item");
        }
    }
}
