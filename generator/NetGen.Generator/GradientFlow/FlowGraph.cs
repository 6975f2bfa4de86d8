using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>A network as the recursions see it: one node for each layer, in topological order.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, ScalarFunction> _functions = new(StringComparer.Ordinal);
    private readonly List<FlowNode> _nodes = [];

    private FlowGraph(NetworkModel model)
    {
        TrainingAssumptions assumptions = model.Assumptions;
        Input = new FlowNode(-1, null, new InputFlow(), [])
        {
            Signal = InputFlow.Of(assumptions.InputMean, assumptions.InputDeviation, model.Input.Positions, model.Input.Channels),
        };
        End = Input;
        for (int i = 0; i < model.Layers.Count && Problem is null; i++)
        {
            Add(model, i);
        }
    }

    public FlowNode Input { get; }

    public IReadOnlyList<FlowNode> Nodes => _nodes;

    /// <summary>The layers with weights, and what stands between each and its activation.</summary>
    public List<FlowStage> Weighted { get; } = [];

    /// <summary>What the loss is computed from, but for an activation that <see cref="UnknownEnd"/> names.</summary>
    public FlowNode End { get; private set; }

    /// <summary>The kind of a last activation that is no function of one number.</summary>
    public string? UnknownEnd { get; private set; }

    /// <summary>The node whose values the loss's gradient is known for: what the last activation reads.</summary>
    public FlowNode Start => Actual(End) is { Step: PointwiseFlow } last ? last.Sources[0] : End;

    /// <summary>What the loss is computed from.</summary>
    public FlowEnd EndOfLoss
    {
        get
        {
            FlowNode last = Actual(End);
            var pointwise = last.Step as PointwiseFlow;
            return UnknownEnd is not null ? new FlowEnd(UnknownEnd, null, last.Channels)
                : new FlowEnd(pointwise is null ? null : last.Kind, pointwise?.Function ?? ScalarFunction.Identity, last.Channels);
        }
    }

    /// <summary>Why there is nothing to predict, or null.</summary>
    public string? Problem { get; private set; }

    public static FlowGraph Of(NetworkModel model) => new(model);

    private void Add(NetworkModel model, int index)
    {
        LayerModel layer = model.Layers[index];
        FlowNode[] sources = layer.Sources.Count == 0
            ? [index == 0 ? Input : _nodes[index - 1]]
            : [.. layer.Sources.Select(s => s < 0 ? Input : _nodes[s])];
        FlowStep? step = DefinitionTable.Layer(layer.Kind)?.Flow(layer);
        if (step is null && layer is ActivationModel && Weighted.Count > 0 && model.Layers.Skip(index + 1).All(static l => l.Kind == "Linear"))
        {
            UnknownEnd ??= layer.Kind;
            _nodes.Add(new FlowNode(index, layer, new IdentityFlow(), sources));
            return;
        }

        if (step is null)
        {
            Problem = $"no factor for {layer.Kind} ({layer.Name})";
            return;
        }

        if (step.Problem is { } why)
        {
            Problem = $"{layer.Name}: {why}";
            return;
        }

        var node = new FlowNode(index, layer, step, sources);
        if (step is PointwiseFlow pointwise)
        {
            node.Step = Activation((ActivationModel)layer, pointwise, node);
        }
        else if (step is MaximumPoolFlow pool)
        {
            node.Step = AfterActivation(pool, node);
        }

        if (Problem is not null)
        {
            return;
        }

        node.Connect();
        _nodes.Add(node);
        if (UnknownEnd is null)
        {
            End = node;
        }

        if (step is WeightedFlow)
        {
            Weighted.Add(new FlowStage(node));
        }
    }

    /// <summary>Activations that follow each other are one function, and so are a rising one and a maximum.</summary>
    private FlowStep Activation(ActivationModel layer, PointwiseFlow step, FlowNode node)
    {
        if (step.Function == ScalarFunction.Identity)
        {
            return new IdentityFlow();
        }

        // Equal activations share one function, so that their moments are shared too.
        ScalarFunction function = Known(Signature(layer), step.Function);
        FlowNode source = Actual(node.Sources[0]);
        switch (source.Step)
        {
            case PointwiseFlow before when Only(source):
                ScalarFunction both = Known(Signature(before.Function) + ">" + Signature(layer), before.Function.Then(function));
                source.Step = new IdentityFlow();
                return new PointwiseFlow(both);
            case PointwiseFlow:
                Problem = $"no factor for {node} behind {source}, which other layers read too";
                break;
            case MaximumPoolFlow pool when Only(source) && function.IsRising:
                source.Step = pool with { Function = pool.Function == ScalarFunction.Identity ? function : Known(Signature(pool.Function) + ">" + Signature(layer), pool.Function.Then(function)) };
                return new IdentityFlow();
            default:
                break;
        }

        return new PointwiseFlow(function);
    }

    private MaximumPoolFlow AfterActivation(MaximumPoolFlow pool, FlowNode node)
    {
        FlowNode source = Actual(node.Sources[0]);
        if (source.Step is PointwiseFlow before)
        {
            if (!before.Function.IsRising)
            {
                Problem = $"no factor for {node} behind {source}, which is not a rising function";
            }
            else if (!Only(source))
            {
                Problem = $"no factor for {node} behind {source}, which other layers read too";
            }
            else
            {
                source.Step = new IdentityFlow();
                return pool with { Function = before.Function };
            }
        }

        return pool;
    }

    /// <summary>Past layers that do nothing.</summary>
    private static FlowNode Actual(FlowNode node)
    {
        while (node.Step is IdentityFlow && node.Sources.Length == 1)
        {
            node = node.Sources[0];
        }

        return node;
    }

    /// <summary>Whether only what is being added reads a node, through layers that do nothing.</summary>
    private static bool Only(FlowNode node)
    {
        while (node.Readers.Count == 1 && node.Readers[0].Node.Step is IdentityFlow)
        {
            node = node.Readers[0].Node;
        }

        return node.Readers.Count == 0;
    }

    private readonly Dictionary<ScalarFunction, string> _signatures = [];

    private ScalarFunction Known(string signature, ScalarFunction function)
    {
        if (!_functions.TryGetValue(signature, out ScalarFunction? known))
        {
            _functions.Add(signature, known = function);
            _signatures.Add(function, signature);
        }

        return known;
    }

    private string Signature(ScalarFunction function) => _signatures[function];

    private static string Signature(ActivationModel layer) =>
        layer.Kind + string.Concat(layer.Arguments.Select(static a => "," + Infrastructure.FloatLiteral.Of(a)));
}
