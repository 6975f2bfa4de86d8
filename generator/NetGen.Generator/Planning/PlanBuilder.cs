using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>What layer definitions plan with: buffers, parameters, steps and shared kernels of one network.</summary>
internal sealed partial class PlanBuilder
{
    private readonly NetworkModel _model;
    private readonly Dictionary<LayerModel, int> _indices;
    private readonly BufferPlan[] _outputs;
    private readonly bool[] _learns;
    private readonly bool[] _holdsPreactivation;
    private readonly List<BufferPlan> _buffers = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<ParameterPlan> _parameters = [];
    private readonly List<ParameterPlan>[] _parametersOf;
    private readonly List<StatePlan> _states = [];
    private readonly List<StepPlan> _derive = [];
    private readonly List<StepPlan> _forward = [];
    private readonly List<StepPlan> _backward = [];
    private BufferPlan? _paddedInput;
    private int _current;
    private long _offset;
    private long _temporary;
    private long _largestTemporary;
    private long _bufferLength;
    private bool _isBackward;
    private bool[]? _isCompact;

    public PlanBuilder(NetworkModel model)
    {
        _model = model;
        int count = model.Layers.Count;
        _indices = new Dictionary<LayerModel, int>(count, ReferenceComparer<LayerModel>.Instance);
        _outputs = new BufferPlan[count];
        _learns = new bool[count];
        _holdsPreactivation = new bool[count];
        _parametersOf = new List<ParameterPlan>[count];
        _given = new BufferPlan?[count];
        _isTurned = new bool[count];
        for (int i = 0; i < count; i++)
        {
            _indices.Add(model.Layers[i], i);
            _learns[i] = model.Layers[i].HasParameters || model.Layers[i].Sources.Any(s => s >= 0 && _learns[s]);
            _parametersOf[i] = [];
        }

        Input = new BufferPlan("x", model.Input, model.Input.Channels, 0, BufferSpace.Input);
        _buffers.Add(Input);
    }

    public BufferPlan Input { get; }

    /// <summary>All buffers. Those of <see cref="BufferSpace.Temporary"/> and <see cref="BufferSpace.Gradients"/> know their final place.</summary>
    public IEnumerable<BufferPlan> Buffers => _buffers.Select(Place);

    public IReadOnlyList<ParameterPlan> Parameters => _parameters;

    public IReadOnlyList<StatePlan> States => _states;

    public IReadOnlyList<StepPlan> DeriveSteps => _derive;

    public IReadOnlyList<StepPlan> ForwardSteps => _forward;

    public IReadOnlyList<StepPlan> BackwardSteps => _backward;

    /// <summary>Floats a row that the forward pass needs.</summary>
    public int ForwardPerRow => (int)(_offset + _largestTemporary);

    /// <summary>Floats a row that training needs.</summary>
    public int WorkspacePerRow => ForwardPerRow + _pool.Length;

    /// <summary>Floats of all parameters; may be more than fit an int.</summary>
    public long LongBufferLength => _bufferLength;

    /// <summary>Floats a row of the forward pass; may be more than fit an int.</summary>
    public long LongForwardPerRow => _offset + _largestTemporary;

    public int BufferLength => (int)_bufferLength;

    public int StateLength { get; private set; }

    public int DerivedLength { get; private set; }

    public int ScratchLength { get; private set; }

    /// <summary>Scratch that forward steps need, which a prediction must have too.</summary>
    public int ForwardScratchLength { get; private set; }

    /// <summary>Whether passes depend on the workspace being that of a training step.</summary>
    public bool UsesTraining { get; private set; }

    /// <summary>Rows start on cache lines: a multiple of 16 floats.</summary>
    public static int Padded(int columns) => (columns + 15) & ~15;

    /// <summary>
    /// The distance between rows of a matrix that is read in column strips: padded, and never a multiple of 2048 bytes, for then the
    /// lines of a strip would share a few sets of the caches and drive each other out.
    /// </summary>
    public static int Spread(int columns) => Padded(columns) % 512 == 0 ? Padded(columns) + 16 : Padded(columns);

    /// <summary>The distance between the rows of a layer's output, and of its gradient.</summary>
    private int StrideOf(LayerModel layer) => IsCompact(IndexOf(layer)) ? CompactRows.Stride : Padded(layer.Output.Channels);

    // A step of a stream is a single row.
    private bool IsCompact(int layer) => !IsStreaming && (_isCompact ??= CompactRows.Of(_model))[layer];

    /// <summary>The rows of a buffer as the matrix that the whole batch is: <c>rows</c>, or <c>rows * 784</c>.</summary>
    public static Argument Rows(BufferPlan buffer) => Argument.Text(buffer.Positions == 1 ? "rows" : $"rows * {Text.Of(buffer.Positions)}");

    /// <summary>All floats of a buffer's batch, padding included.</summary>
    public static Argument Floats(BufferPlan buffer) => Argument.Text($"rows * {Text.Of(buffer.PerRow)}");

    public int IndexOf(LayerModel layer) => _indices.TryGetValue(layer, out int index)
        ? index
        : throw new InvalidOperationException($"{layer.Name} is not of this network.");

    public LayerModel Layer(int index) => _model.Layers[index];

    /// <summary>How many layers read the output of the layer with that index; the network's output counts as one more.</summary>
    public int Readers(int index) => _model.Layers.Sum(l => l.Sources.Count(s => s == index)) + (index == _model.Layers.Count - 1 ? 1 : 0);

    /// <summary>The layer that alone reads the output of another, or null.</summary>
    public LayerModel? Reader(LayerModel layer)
    {
        int index = IndexOf(layer);
        return Readers(index) == 1 ? _model.Layers.FirstOrDefault(l => l.Sources.Contains(index)) : null;
    }

    /// <summary>Whether predictions compute the layer with other weights, because a normalisation behind it is folded into it.</summary>
    public bool IsFolded(LayerModel layer) => _model.Layers.Any(l => l is NormModel { Fold: true } && l.Sources[0] == IndexOf(layer));

    /// <summary>Planning turns to a layer, whose steps the next ones are.</summary>
    public void Begin(LayerModel layer)
    {
        _current = IndexOf(layer);
        _largestTemporary = Math.Max(_largestTemporary, _temporary);
        _temporary = 0;
    }

    /// <summary>All forward steps are planned: from here on, memory is that of the backward pass.</summary>
    public void BeginBackward()
    {
        _largestTemporary = Math.Max(_largestTemporary, _temporary);
        _isBackward = true;
    }

    /// <summary>What the layer reads: the output of its source, or the user's input.</summary>
    public BufferPlan LayerInput(LayerModel layer, int which = 0)
    {
        int source = layer.Sources[which];
        return source < 0 ? Input : _outputs[source];
    }

    /// <summary>As <see cref="LayerInput"/>, but padded: a layer that needs whole vectors reads a copy of the user's input.</summary>
    public BufferPlan PaddedInput(LayerModel layer, int which = 0)
    {
        BufferPlan input = LayerInput(layer, which);
        if (input.Space != BufferSpace.Input)
        {
            return input;
        }

        if (_paddedInput is null)
        {
            _paddedInput = NewBuffer("padded", input.Shape);
            Forward(
                $"input: copied into padded rows   [rows, {input.Shape.Listed}]",
                "CopyKernels.CopyRows",
                Argument.Ref(input), Argument.Number(input.Stride), Argument.Ref(_paddedInput), Argument.Number(_paddedInput.Stride),
                Rows(input), Argument.Number(input.Columns));
        }

        return _paddedInput;
    }

    /// <summary>The buffer of the layer's output.</summary>
    public BufferPlan Output(LayerModel layer) => _outputs[IndexOf(layer)];

    public BufferPlan NewOutput(LayerModel layer) => _outputs[IndexOf(layer)] = NewBuffer(layer.Name, layer.Output, StrideOf(layer));

    /// <summary>The layer's output is its input, seen in its own shape, which must lie in memory alike.</summary>
    public void PassOutput(LayerModel layer, int which = 0)
    {
        BufferPlan input = PaddedInput(layer, which);
        _outputs[IndexOf(layer)] = input.Shape == layer.Output ? input : View("v_" + layer.Name, input, layer.Output);
    }

    /// <summary>An activation's output is not kept: its buffer is that of its input.</summary>
    public void HoldPreactivation(LayerModel layer)
    {
        PassOutput(layer);
        _holdsPreactivation[IndexOf(layer)] = true;
    }

    /// <summary>Whether the buffer of the layer's output holds its input.</summary>
    public bool HoldsPreactivation(LayerModel layer) => _holdsPreactivation[IndexOf(layer)];

    /// <summary>Further memory of the forward pass, like a layer's output.</summary>
    public BufferPlan NewBufferLike(string name, LayerModel layer) => NewBuffer(name, layer.Output, StrideOf(layer));

    /// <summary>Further memory of the forward pass that the backward pass reads, such as drawn slopes; found again by <see cref="Buffer"/>.</summary>
    public BufferPlan NewBuffer(string name, Shape shape) => NewBuffer(name, shape, Padded(shape.Channels));

    private BufferPlan NewBuffer(string name, Shape shape, int stride)
    {
        BufferPlan buffer = Add(new BufferPlan(Unique("v_" + name), shape, stride, (int)_offset, BufferSpace.Activations));
        _offset += (long)shape.Positions * buffer.Stride;
        return buffer;
    }

    /// <summary>A buffer of the forward pass by the name it was asked for.</summary>
    public BufferPlan Buffer(string name) => _buffers.First(b => b.Name == "v_" + Local(name));

    /// <summary>Memory for the steps of the layer that is being planned, in this pass only. What it holds before is not defined.</summary>
    public BufferPlan NewTemporary(string name, Shape shape)
    {
        int stride = Padded(shape.Channels);
        if (_isBackward)
        {
            return NewBackwardTemporary(name, shape);
        }

        BufferPlan buffer = Add(new BufferPlan(Unique("t_" + name), shape, stride, (int)_temporary, BufferSpace.Temporary));
        _temporary += (long)shape.Positions * stride;
        return buffer;
    }

    /// <summary>A parameter tensor. Its path name is the layer's and the suffix, which is the role's name where none is given.</summary>
    public ParameterPlan NewParameter(
        LayerModel layer, ParameterRole role, int rows, int columns, InitializerModel init, IRegularised? regularised = null, string? suffix = null,
        int? stride = null, bool isTransposed = false)
    {
        int index = IndexOf(layer);
        var parameter = new ParameterPlan(
            layer.Name + "." + (suffix ?? Text.Camel(role.ToString())), _parameters.Count, index, role, rows, columns, stride ?? Padded(columns), (int)_bufferLength, init)
        {
            L1 = regularised?.L1 ?? 0,
            L2 = regularised?.L2 ?? 0,
            Constraint = regularised?.Constraint ?? Constraint.None,
            ConstraintLimit = regularised?.ConstraintLimit ?? 0,
            IsTransposed = isTransposed,
        };
        _parameters.Add(parameter);
        _parametersOf[index].Add(parameter);
        _bufferLength += (long)parameter.Lines * parameter.Stride;
        return parameter;
    }

    /// <summary>The layer's first parameter of that role, or null.</summary>
    public ParameterPlan? Parameter(LayerModel layer, ParameterRole role) => _parametersOf[IndexOf(layer)].Find(p => p.Role == role);

    /// <summary>The layer's parameter of that suffix, or null.</summary>
    public ParameterPlan? Parameter(LayerModel layer, string suffix) =>
        _parametersOf[IndexOf(layer)].Find(p => p.Name.Length == layer.Name.Length + 1 + suffix.Length && p.Name.EndsWith(suffix, StringComparison.Ordinal));

    public IReadOnlyList<ParameterPlan> ParametersOf(LayerModel layer) => _parametersOf[IndexOf(layer)];

    /// <summary>Persistent values that are not learned, such as running statistics.</summary>
    public StatePlan NewState(LayerModel layer, string suffix, int columns, float initialValue)
    {
        var state = new StatePlan(layer.Name + "." + suffix, _states.Count, IndexOf(layer), columns, Padded(columns), StateLength, initialValue);
        _states.Add(state);
        StateLength += state.Stride;
        return state;
    }

    /// <summary>The layer's state of that suffix, or null.</summary>
    public StatePlan? State(LayerModel layer, string suffix)
    {
        int index = IndexOf(layer);
        return _states.Find(s => s.Layer == index && s.Name == layer.Name + "." + suffix);
    }

    /// <summary>Room for weights in effect that are computed from other parameters before each pass.</summary>
    public int NewDerived(int length)
    {
        int offset = DerivedLength;
        DerivedLength += Padded(length);
        return offset;
    }

    /// <summary>Fixed memory that belongs to one step at a time: <see cref="Argument.Scratch"/> is at least that long.</summary>
    public void NeedScratch(int floats)
    {
        ScratchLength = Math.Max(ScratchLength, Padded(floats));
        if (!_isBackward)
        {
            ForwardScratchLength = Math.Max(ForwardScratchLength, Padded(floats));
        }
    }

    /// <summary>
    /// The passes get the locals <c>bool training, long seed, long step, int firstRow</c>, which steps may name in their
    /// arguments; a prediction passes false and zeros.
    /// </summary>
    public void NeedTraining() => UsesTraining = true;

    private BufferPlan Add(BufferPlan buffer)
    {
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>Another name and shape for the same memory.</summary>
    private BufferPlan View(string name, BufferPlan of, Shape shape) =>
        Add(of with { Name = Unique(name), Shape = shape, Stride = Padded(shape.Channels) });

    private BufferPlan Place(BufferPlan buffer) => buffer.Space switch
    {
        BufferSpace.Temporary => buffer with { Offset = buffer.Offset + (int)_offset },
        BufferSpace.Gradients => buffer with { Offset = buffer.Offset + ForwardPerRow },
        _ => buffer,
    };

    private string Unique(string name)
    {
        name = Local(name);
        if (!_names.TryGetValue(name, out int count))
        {
            _names.Add(name, 1);
            return name;
        }

        string numbered;
        do
        {
            numbered = $"{name}_{Text.Of(++count)}";
        }
        while (_names.ContainsKey(numbered));
        _names[name] = count;
        _names.Add(numbered, 1);
        return numbered;
    }

    /// <summary>A path name as a part of an identifier.</summary>
    public static string Local(string name) => name.Replace('.', '_');
}
