using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>A dense layer and the activations behind it.</summary>
internal sealed class FlowStage(int layer, string name, DenseFlow dense)
{
    private readonly List<(int Layer, ScalarFunction Function)> _activations = [];
    private readonly List<FlowStep> _after = [];

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

    /// <summary>The norm between the layer and its activation, or null.</summary>
    public NormFlow? Norm { get; private set; }

    /// <summary>Norms and noise behind the activation.</summary>
    public IReadOnlyList<FlowStep> After => _after;

    /// <summary>What the activation adds to z by itself: biases that are all alike, unless a norm takes them away.</summary>
    public double Offset => Norm is null ? dense.BiasMean : 0;

    /// <summary>A norm right behind the layer, or one behind the activation.</summary>
    public void Append(NormFlow norm)
    {
        if (_activations.Count == 0 && _after.Count == 0 && Norm is null)
        {
            Norm = norm;
        }
        else
        {
            _after.Add(norm);
        }
    }

    public void Append(NoiseFlow noise) => _after.Add(noise);

    /// <summary>Whether an activation may follow: random factors pass through functions that scale with their input, and nothing else does.</summary>
    public bool CanAppend(ScalarFunction function) => _after.All(a => function.IsHomogeneous && a is NoiseFlow { Added: 0 });

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
