using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>A dense layer and the activations behind it.</summary>
internal sealed class FlowStage(int layer, string name, DenseFlow dense)
{
    private readonly List<(int Layer, ScalarFunction Function)> _activations = [];

    /// <summary>The index of the dense layer in the network.</summary>
    public int Layer => layer;

    public string Name => name;

    public DenseFlow Dense => dense;

    /// <summary>The activations behind the layer as one function.</summary>
    public ScalarFunction Function { get; private set; } = ScalarFunction.Identity;

    /// <summary>The kind of the last activation, or null.</summary>
    public string? Kind { get; private set; }

    /// <summary>The activations behind the layer, each with the function from z to its output.</summary>
    public IReadOnlyList<(int Layer, ScalarFunction Function)> Activations => _activations;

    /// <summary>False when the last activation is not a function of one number, such as a softmax at the end.</summary>
    public bool HasFunction { get; private set; } = true;

    /// <summary>An activation without a function may only be the last.</summary>
    public void AppendUnknown(LayerModel activation)
    {
        Kind = activation.Kind;
        HasFunction = false;
    }

    public void Append(LayerModel activation, int index, ScalarFunction function)
    {
        Function = _activations.Count == 0 ? function : Function.Then(function);
        Kind = activation.Kind;
        _activations.Add((index, Function));
    }
}
