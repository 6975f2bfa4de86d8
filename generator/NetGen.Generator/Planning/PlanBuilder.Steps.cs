using NetGen.Generator.Activations;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Steps, and the kernels that they call.</summary>
internal sealed partial class PlanBuilder
{
    private readonly List<DenseKernelPlan> _dense = [];
    private readonly List<ElementwiseKernelPlan> _elementwise = [];
    private readonly List<KernelPlan> _kernels = [];

    public IReadOnlyList<DenseKernelPlan> DenseKernels => _dense;

    public IReadOnlyList<ElementwiseKernelPlan> ElementwiseKernels => _elementwise;

    public IReadOnlyList<KernelPlan> Kernels => _kernels;

    public void Derive(string comment, string method, params Argument[] arguments) => Add(_derive, StepPhase.Rows, comment, method, arguments);

    public void Forward(string comment, string method, params Argument[] arguments) => Add(_forward, StepPhase.Rows, comment, method, arguments);

    /// <summary>Computes weights in effect that only predictions use.</summary>
    public void DeriveForPredictions(string comment, string method, params Argument[] arguments)
    {
        Derive(comment, method, arguments);
        _derive[_derive.Count - 1] = _derive[_derive.Count - 1] with { Use = StepUse.Predictions };
    }

    /// <summary>A forward step that needs the whole batch at once, such as one that computes its statistics.</summary>
    public void ForwardBatch(string comment, string method, params Argument[] arguments) => Add(_forward, StepPhase.Batch, comment, method, arguments);

    /// <summary>
    /// Predictions run the forward steps of <paramref name="before"/> with other arguments, and neither them as they are nor those
    /// of <paramref name="folded"/>, which they make superfluous.
    /// </summary>
    public void Fold(LayerModel folded, LayerModel before, Func<EquatableArray<Argument>, IEnumerable<Argument>> replace)
    {
        int first = IndexOf(before), second = IndexOf(folded);
        var copies = new List<StepPlan>();
        for (int i = 0; i < _forward.Count; i++)
        {
            StepPlan step = _forward[i];
            if (step.Layer != first && step.Layer != second)
            {
                continue;
            }

            if (step.Layer == first)
            {
                copies.Add(step with
                {
                    Comment = step.Comment.Length == 0 ? "" : $"{step.Comment}, with {folded.Name} folded in",
                    Arguments = new EquatableArray<Argument>([.. replace(step.Arguments)]),
                    Use = StepUse.Predictions,
                    Layer = second,
                });
            }

            _forward[i] = step with { Use = StepUse.Workspaces };
        }

        _forward.AddRange(copies);
    }

    /// <summary>The layer that is being planned computes the output of <paramref name="other"/> on the way, whose own step is not needed.</summary>
    public void TakeOver(LayerModel other)
    {
        int index = IndexOf(other);
        _forward.RemoveAll(s => s.Layer == index);
    }

    /// <summary>A backward step that treats each row by itself: dL/dx.</summary>
    public void Backward(string comment, string method, params Argument[] arguments) => Add(_backward, StepPhase.Rows, comment, method, arguments);

    /// <summary>A backward step from all rows to the gradient of a parameter, or from such gradients to others.</summary>
    public void BackwardParameters(string comment, string method, params Argument[] arguments) =>
        Add(_backward, StepPhase.Parameters, comment, method, arguments);

    /// <summary>
    /// The gradient of a weight matrix as one product, x^T dz, measured on the way where it is complete. Threads compute large ones in parts.
    /// </summary>
    public void WeightGradient(string comment, DenseKernelPlan kernel, BufferPlan x, BufferPlan dz, ParameterPlan weight, Argument rows, Argument measured)
    {
        List<Argument> arguments = [Argument.Ref(x), Argument.Number(x.Stride), Argument.Ref(dz), Argument.Gradient(weight), rows, measured];
        if (kernel.IsShared)
        {
            arguments.Add(new Argument(ArgumentKind.Share, "", weight.Index));
        }

        BackwardParameters(comment, kernel.Name + "_WeightGradient", [.. arguments]);
        _backward[_backward.Count - 1] = _backward[_backward.Count - 1] with { IsShared = kernel.IsShared };
    }

    /// <summary>A backward step that needs all rows and writes rows.</summary>
    public void BackwardBatch(string comment, string method, params Argument[] arguments) => Add(_backward, StepPhase.Batch, comment, method, arguments);

    /// <summary>The instrumentation of one parameter's gradient, once it is complete.</summary>
    public void Measure(ParameterPlan parameter)
    {
        if (_model.Instrumentation == Instrumentation.On)
        {
            BackwardParameters(
                "", "Reductions.MeasureRows",
                Argument.Gradient(parameter), Argument.Number(parameter.Lines), Argument.Number(parameter.Stride), Argument.Statistics(parameter));
        }
    }

    /// <summary>Where a step that makes a gradient and measures it on the way puts what it found; nowhere without instrumentation.</summary>
    public Argument Measured(ParameterPlan parameter) =>
        _model.Instrumentation == Instrumentation.On ? Argument.Statistics(parameter) : Unmeasured;

    /// <summary>The gradient is not complete after the step, so that nothing is measured yet.</summary>
    public static Argument Unmeasured { get; } = Argument.Text("ref Unsafe.NullRef<TensorStatistics>()");

    /// <summary>Asks for a kernel that is printed for its shape; equal ones share.</summary>
    public TPlan Kernel<TPlan>(TPlan plan)
        where TPlan : KernelPlan
    {
        if (!_kernels.Contains(plan))
        {
            _kernels.Add(plan);
        }

        return plan;
    }

    public DenseKernelPlan Dense(int inputs, int units, bool needsInputGradient, int? weightStride = null, bool isTransposed = false)
    {
        var kernel = new DenseKernelPlan(inputs, units, Padded(inputs), Padded(units), weightStride ?? Padded(units), needsInputGradient, isTransposed);
        if (needsInputGradient && !isTransposed)
        {
            ScratchLength = Math.Max(ScratchLength, kernel.TransposedLength);
        }

        int existing = _dense.FindIndex(k => k.Inputs == inputs && k.Units == units && k.WeightStride == kernel.WeightStride && k.IsTransposed == isTransposed);
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

    private void Add(List<StepPlan> steps, StepPhase phase, string comment, string method, Argument[] arguments) =>
        steps.Add(new StepPlan(comment, method, new EquatableArray<Argument>(arguments)) { Phase = phase, Layer = _current });
}
