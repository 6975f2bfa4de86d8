using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>What sequences need: lengths of samples, parameters with several matrices side by side, measurements at steps.</summary>
internal sealed partial class PlanBuilder
{
    private readonly List<StepPlan> _checks = [];
    private BufferPlan? _lengths;

    /// <summary>Whether one step of a stream is planned, with what recurrent layers remember in the caller's state.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>The steps that the network declares: where a sequence streams, all its layers keep them.</summary>
    public int StreamSteps { get; init; }

    /// <summary>Floats a row that a stream remembers.</summary>
    public int CarriedPerRow { get; private set; }

    /// <summary>Checks of the input.</summary>
    public IReadOnlyList<StepPlan> Checks => _checks;

    public string NetworkName => _model.Name;

    /// <summary>Whether the passes measure gradients.</summary>
    public bool IsInstrumented => _model.Instrumentation == Instrumentation.On;

    /// <summary>Values that a stream remembers from one step to the next.</summary>
    public BufferPlan NewCarried(string name, int columns) => NewCarried(name, Shape.Of(columns));

    /// <summary>Values that a stream remembers from one step to the next; zeros before the first step.</summary>
    public BufferPlan NewCarried(string name, Shape shape)
    {
        BufferPlan buffer = Add(new BufferPlan(Unique("s_" + name), shape, Padded(shape.Channels), CarriedPerRow, BufferSpace.Carried));
        CarriedPerRow += buffer.PerRow;
        return buffer;
    }

    /// <summary>Whether some of so many steps may be padding.</summary>
    public bool HasLengths(int steps) => _model.Padding is not null && _model.Input.Dims[0] == steps;

    /// <summary>
    /// The length of each sample, at the start of a padded row; null where the network declares no padding, or where a sequence does not
    /// have the steps of the input any more.
    /// </summary>
    public BufferPlan? Lengths(int steps)
    {
        if (!HasLengths(steps) || _model.Padding is not { } padding)
        {
            return null;
        }

        if (_lengths is null)
        {
            _lengths = NewBuffer("lengths", Shape.Of(1));
            Forward(
                $"input: the steps of each sample up to the last that is not all {FloatLiteral.Of(padding).TrimEnd('f')}", "SequenceKernels.Lengths",
                Argument.Ref(Input), Argument.Text(FloatLiteral.Of(padding)), Argument.Ref(_lengths), Argument.Text("rows"),
                Argument.Number(steps), Argument.Number(_model.Input.Size / steps));
        }

        return _lengths;
    }

    /// <summary>A check of the input, which a pass makes before it writes anything; the input is <c>input</c>.</summary>
    public void Check(string method, params Argument[] arguments) => Add(_checks, StepPhase.Rows, "", method, arguments);

    /// <summary>
    /// A parameter in which several matrices, such as those of gates, share each row of inputs: [inputs, gates, columns], each gate padded
    /// by itself. With one input row it is a vector for each gate.
    /// </summary>
    public ParameterPlan NewGates(
        LayerModel layer, ParameterRole role, int inputs, int gates, int columns, InitializerModel init, string suffix,
        IRegularised? regularised = null, GateBiasModel? bias = null)
    {
        ParameterPlan parameter = NewParameter(layer, role, inputs * gates, columns, init, regularised, suffix) with { Gates = gates, GateBias = bias };
        _parameters[_parameters.Count - 1] = parameter;
        List<ParameterPlan> own = _parametersOf[IndexOf(layer)];
        own[own.Count - 1] = parameter;
        return parameter;
    }

    /// <summary>A temporary of the layer that is being planned, by the name it was asked for.</summary>
    public BufferPlan Temporary(string name) => _buffers.Last(b => b.Name == "t_" + Local(name));

    /// <summary>Where the norms of a recurrent layer's steps lie in the workspace.</summary>
    public int StepNormsOffset(RecurrentModel layer, bool reverse) =>
        _model.Layers.TakeWhile(l => !ReferenceEquals(l, layer)).OfType<RecurrentModel>().Sum(static l => l.Steps * l.Directions) + (reverse ? layer.Steps : 0);
}
