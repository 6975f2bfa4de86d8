using NetGen.Generator.Activations;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>What layer definitions plan with: buffers, parameters, steps and shared kernels of one network.</summary>
internal sealed class PlanBuilder
{
    private readonly NetworkModel _model;
    private readonly BufferPlan[] _outputs;
    private readonly BufferPlan?[] _gradients;
    private readonly List<BufferPlan> _buffers = [];
    private readonly List<ParameterPlan> _parameters = [];
    private readonly List<StepPlan> _derive = [];
    private readonly List<StepPlan> _forward = [];
    private readonly List<StepPlan> _backward = [];
    private readonly List<DenseKernelPlan> _dense = [];
    private readonly List<ElementwiseKernelPlan> _elementwise = [];
    private readonly int _widest;
    private BufferPlan? _paddedInput;
    private int _offset;
    private int _slot;

    public PlanBuilder(NetworkModel model)
    {
        _model = model;
        _outputs = new BufferPlan[model.Layers.Count];
        _gradients = new BufferPlan?[model.Layers.Count];
        _widest = model.Layers.Max(static l => Math.Max(Padded(l.Outputs), Padded(l.Inputs)));
        Input = new BufferPlan("x", model.Inputs, model.Inputs, 0, BufferSpace.Input);
        _buffers.Add(Input);
    }

    public BufferPlan Input { get; }

    public IReadOnlyList<BufferPlan> Buffers => _buffers;

    public IReadOnlyList<ParameterPlan> Parameters => _parameters;

    public IReadOnlyList<StepPlan> DeriveSteps => _derive;

    public IReadOnlyList<StepPlan> ForwardSteps => _forward;

    public IReadOnlyList<StepPlan> BackwardSteps => _backward;

    public IReadOnlyList<DenseKernelPlan> DenseKernels => _dense;

    public IReadOnlyList<ElementwiseKernelPlan> ElementwiseKernels => _elementwise;

    public int ForwardPerRow { get; private set; }

    public int WorkspacePerRow => ForwardPerRow + (2 * _widest);

    public int BufferLength { get; private set; }

    public int DerivedLength { get; private set; }

    public int TransposedLength { get; private set; }

    public bool UsesRandom { get; private set; }

    /// <summary>Rows start on cache lines: a multiple of 16 floats.</summary>
    public static int Padded(int columns) => (columns + 15) & ~15;

    public int IndexOf(LayerModel layer)
    {
        for (int i = 0; i < _model.Layers.Count; i++)
        {
            if (ReferenceEquals(_model.Layers[i], layer))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{layer.Name} is not of this network.");
    }

    /// <summary>What the layer reads: the output of the layer before, or the user's input.</summary>
    public BufferPlan LayerInput(LayerModel layer)
    {
        int index = IndexOf(layer);
        return index == 0 ? Input : _outputs[index - 1];
    }

    /// <summary>As <see cref="LayerInput"/>, but padded: a first layer that needs whole vectors reads a copy of the user's input.</summary>
    public BufferPlan PaddedInput(LayerModel layer)
    {
        BufferPlan input = LayerInput(layer);
        if (input.Space != BufferSpace.Input)
        {
            return input;
        }

        if (_paddedInput is null)
        {
            _paddedInput = NewBuffer("padded", input.Columns);
            Forward(
                $"input: copied into padded rows   [rows, {Text.Of(input.Columns)}]",
                "CopyKernels.CopyRows",
                Argument.Ref(input), Argument.Text(Text.Of(input.Stride)), Argument.Ref(_paddedInput), Argument.Text(Text.Of(_paddedInput.Stride)),
                Argument.Text("rows"), Argument.Text(Text.Of(input.Columns)));
        }

        return _paddedInput;
    }

    /// <summary>The buffer of the layer's output.</summary>
    public BufferPlan Output(LayerModel layer) => _outputs[IndexOf(layer)];

    public BufferPlan NewOutput(LayerModel layer) => _outputs[IndexOf(layer)] = NewBuffer(layer.Name, layer.Outputs);

    /// <summary>The layer's output is its input.</summary>
    public void PassOutput(LayerModel layer) => _outputs[IndexOf(layer)] = PaddedInput(layer);

    /// <summary>Further memory of the forward pass, such as drawn slopes.</summary>
    public BufferPlan NewBuffer(string name, int columns)
    {
        var buffer = new BufferPlan("v_" + name, columns, Padded(columns), _offset, BufferSpace.Activations);
        _offset += buffer.Stride;
        ForwardPerRow = _offset;
        _buffers.Add(buffer);
        return buffer;
    }

    public ParameterPlan NewParameter(LayerModel layer, ParameterRole role, int rows, int columns, InitializerModel init, DenseModel? regularised = null)
    {
        var parameter = new ParameterPlan(
            layer.Name + "." + Text.Camel(role.ToString()), _parameters.Count, IndexOf(layer), role, rows, columns, Padded(columns), BufferLength, init)
        {
            L1 = regularised?.L1 ?? 0,
            L2 = regularised?.L2 ?? 0,
            Constraint = regularised?.Constraint ?? Constraint.None,
            ConstraintLimit = regularised?.ConstraintLimit ?? 0,
        };
        _parameters.Add(parameter);
        BufferLength += parameter.Length;
        return parameter;
    }

    public ParameterPlan? Parameter(LayerModel layer, ParameterRole role)
    {
        int index = IndexOf(layer);
        return _parameters.FirstOrDefault(p => p.Layer == index && p.Role == role);
    }

    public int NewDerived(int length)
    {
        int offset = DerivedLength;
        DerivedLength += length;
        return offset;
    }

    public void NeedTransposed(int length) => TransposedLength = Math.Max(TransposedLength, length);

    public void NeedRandom() => UsesRandom = true;

    /// <summary>Whether a layer before this one learns from the gradient that this one passes on.</summary>
    public bool NeedsInputGradient(LayerModel layer)
    {
        int index = IndexOf(layer);
        for (int i = 0; i < index; i++)
        {
            if (_model.Layers[i].HasParameters)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The gradient of the loss with respect to the layer's output.</summary>
    public BufferPlan Gradient(LayerModel layer)
    {
        int index = IndexOf(layer);
        return _gradients[index] ??= NewGradient(layer.Name, layer.Outputs);
    }

    /// <summary>The layer turns the gradient of its output into that of its input in place.</summary>
    public BufferPlan TurnGradient(LayerModel layer)
    {
        int index = IndexOf(layer);
        BufferPlan gradient = Gradient(layer);
        if (index > 0)
        {
            _gradients[index - 1] = gradient;
        }

        return gradient;
    }

    /// <summary>The gradient of the loss with respect to the layer's input, in the place that is free.</summary>
    public BufferPlan NewInputGradient(LayerModel layer)
    {
        int index = IndexOf(layer);
        LayerModel before = _model.Layers[index - 1];
        return (_gradients[index - 1] = NewGradient(before.Name, before.Outputs))!;
    }

    public void Derive(string comment, string method, params Argument[] arguments) =>
        _derive.Add(new StepPlan(comment, method, new EquatableArray<Argument>(arguments)));

    public void Forward(string comment, string method, params Argument[] arguments) =>
        _forward.Add(new StepPlan(comment, method, new EquatableArray<Argument>(arguments)));

    public void Backward(string comment, string method, params Argument[] arguments) =>
        _backward.Add(new StepPlan(comment, method, new EquatableArray<Argument>(arguments)));

    /// <summary>The instrumentation of one parameter's gradient, once it is complete.</summary>
    public void Measure(ParameterPlan parameter)
    {
        if (_model.Instrumentation == Instrumentation.On)
        {
            Backward("", "Reductions.Measure", Argument.Gradient(parameter), Argument.Text(Text.Of(parameter.Length)), Argument.Statistics(parameter));
        }
    }

    public DenseKernelPlan Dense(int inputs, int units, bool needsInputGradient)
    {
        var kernel = new DenseKernelPlan(inputs, units, Padded(inputs), Padded(units), needsInputGradient);
        int existing = _dense.FindIndex(k => k.Inputs == inputs && k.Units == units);
        if (existing < 0)
        {
            _dense.Add(kernel);
        }
        else if (needsInputGradient)
        {
            _dense[existing] = kernel;
        }

        return kernel;
    }

    public ElementwiseKernelPlan Elementwise(ElementwiseDefinition definition, EquatableArray<float> arguments)
    {
        ElementwiseKernelPlan Build(string name) => new(
            name, definition.Formula, definition.DerivativeFormula, definition.Forward(arguments), definition.Backward(arguments),
            Locals(definition, arguments, backward: false), Locals(definition, arguments, backward: true), definition.UsesInput, definition.UsesOutput,
            new EquatableArray<ConstantPlan>([.. definition.Names.Select((n, i) => new ConstantPlan(n, arguments[i]))]), NeedsBackward: true);

        // Equal activations share a kernel; those of one kind with other arguments are numbered.
        int count = 0;
        foreach (ElementwiseKernelPlan kernel in _elementwise)
        {
            if (kernel == Build(kernel.Name))
            {
                return kernel;
            }

            count += kernel.Name == definition.Kind || kernel.Name.StartsWith(definition.Kind + "_", StringComparison.Ordinal) ? 1 : 0;
        }

        ElementwiseKernelPlan added = Build(count == 0 ? definition.Kind : $"{definition.Kind}_{Text.Of(count + 1)}");
        _elementwise.Add(added);
        return added;
    }

    private static EquatableArray<LocalPlan> Locals(ElementwiseDefinition definition, EquatableArray<float> arguments, bool backward) =>
        new([.. definition.Locals(arguments, backward).Select(static l => new LocalPlan(l.Name, l.Expression))]);

    private BufferPlan NewGradient(string name, int columns)
    {
        var buffer = new BufferPlan("d_" + name, columns, Padded(columns), ForwardPerRow + (_slot * _widest), BufferSpace.Gradients);
        _slot = 1 - _slot;
        _buffers.Add(buffer);
        return buffer;
    }
}
