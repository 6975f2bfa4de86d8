using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>A convolution: parameters, forward and backward steps that all forms share.</summary>
internal abstract class ConvolutionDefinition : WindowedDefinition
{
    public override string SampleInput => IsImage ? "[Input(7, 6, 3)]" : "[Input(9, 3)]";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (!RequirePositions(attribute, context))
        {
            return null;
        }

        var reader = new WindowReader(attribute, ReadSize(attribute, "kernel", "kernelHeight", "kernelWidth"), IsImage, strideIsSize: false);
        return Parse(attribute, context, reader);
    }

    public override FlowStep? Flow(LayerModel layer) => ConvolutionFlow.Of((ConvolutionModel)layer);

    public override long Flops(LayerModel layer)
    {
        var model = (ConvolutionModel)layer;
        long positions = model.IsTransposed ? model.Window.OutputPositions : model.Output.Positions;
        return (2 * positions * model.Rows * model.Filters) + (model.IsSeparable ? 2 * positions * model.Window.Taps * model.Between.Channels : 0);
    }

    public override string DescribeInit(LayerModel layer)
    {
        WeightModel weights = ((ConvolutionModel)layer).Weights;
        string scale = FloatLiteral.Of(weights.WeightInit.Scale);
        return weights.WeightInit.Kind + (weights.WeightInit.Scale == 1 ? "" : $" x {scale.TrimEnd('f')}") + EffectiveWeight.Describe(weights.Scheme);
    }

    /// <summary>Its weights are [.., filters] in every form; of a separable convolution, those of the second step.</summary>
    public override bool CanFold(LayerModel layer) => true;

    /// <summary>A causal convolution remembers the steps that its window reaches back to.</summary>
    public override string? StreamObstacle(LayerModel layer)
    {
        var model = (ConvolutionModel)layer;
        WindowModel window = model.Window;
        if (!window.IsSequence)
        {
            return base.StreamObstacle(layer);
        }

        if (model.IsTransposed || window.StrideX > 1)
        {
            return model.IsTransposed ? "is a transposed convolution, which makes several steps of one" : $"has a stride of {Text.Of(window.StrideX)}, so that it gives no step for each step";
        }

        long ahead = ((long)(window.KernelWidth - 1) * window.DilationX) - window.Left;
        return ahead > 0
            ? $"sees {Text.Of(ahead)} {(ahead == 1 ? "step" : "steps")} ahead; with Padding = Padding.Causal it sees earlier steps only"
            : ahead < 0 || window.OutputWidth != window.Width
            ? "does not give a step for each step; with Padding = Padding.Causal it does"
            : null;
    }

    public override long Remembered(LayerModel layer)
    {
        var model = (ConvolutionModel)layer;
        return model.Window.Taps == 1 ? 0 : StepKernel(model).StateLength;
    }

    public override string? PropertyType(LayerModel layer) => "ConvolutionParameters";

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) =>
    [
        .. new[] { ParameterRole.Weight, ParameterRole.Bias, ParameterRole.Magnitude }.Select(role => plan.Parameter(layer, role)?.Index ?? -1),
        plan.Parameter(layer, SeparableDefinition.Depthwise)?.Index ?? -1,
    ];

    /// <summary>The kernels of taps take any distance between positions; products of matrices and groups work on whole rows.</summary>
    public override RowSupport Rows(LayerModel layer) =>
        layer is ConvolutionModel { Groups: 1, IsTransposed: false, IsSeparable: false } model && !IsPointwise(model) ? RowSupport.InputOrOutput : RowSupport.Padded;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (ConvolutionModel)layer;
        BufferPlan x = Input(model, plan);
        BufferPlan z = plan.NewOutput(layer);
        Argument weight = ConvolutionPlanner.PlanWeight(model, plan);
        Argument bias = ConvolutionPlanner.PlanBias(model, plan);
        string equation = $"{layer.Name}: z = {(model.IsTransposed ? "x spread with W" : "x * W")}{(model.Weights.Bias ? " + b" : "")}   {ConvolutionPlanner.Shapes(model)}";
        if (IsPointwise(model))
        {
            ConvolutionPlanner.ForwardPointwise(equation, model.Channels, model.Filters, x, weight, bias, z, plan, plan.NeedsInputGradient(layer));
            return;
        }

        if (plan.IsStreaming && model.Window.Taps > 1)
        {
            ConvolutionPlanner.ForwardStep(equation, model.Name, StepKernel(model), x, weight, bias, z, plan);
            return;
        }

        ConvolutionKernelPlan kernel = plan.Kernel(ConvolutionKernelPlan.Of(model, x, plan.Output(layer)));
        plan.Forward(
            equation, kernel.Name + ".Forward", Argument.Ref(x), weight, bias, Argument.Ref(z), ConvolutionPlanner.Scratch(plan, kernel.ScratchLength), Argument.Text("rows"));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var model = (ConvolutionModel)layer;
        BufferPlan x = Input(model, plan);
        BufferPlan dz = plan.Gradient(layer);
        ParameterPlan weight = plan.Parameter(layer, ParameterRole.Weight)!;
        string equation = $"{layer.Name}: dL/dW = sum over rows and positions of x and dL/dz   [{Text.Of(weight.Rows)}, {Text.Of(weight.Columns)}]";
        bool needsInput = plan.NeedsInputGradient(layer);
        Routing? routing = Routing.Behind(layer, plan);
        if (routing is not null)
        {
            ConvolutionKernelPlan kernel = plan.Kernel(ConvolutionKernelPlan.Of(model, x, plan.Output(layer)));
            equation = $"{layer.Name}: dL/dW = sum over rows and windows of dL/dz and the x around its position   [{Text.Of(weight.Rows)}, {Text.Of(weight.Columns)}]";
            plan.BackwardParameters(
                equation, kernel.Name + ".RoutedWeightGradient",
                Argument.Ref(x), Argument.Ref(dz), Argument.Ref(Origins(routing, plan)), Argument.Gradient(weight), ConvolutionPlanner.Scratch(plan, kernel.RoutedWeightScratchLength),
                Argument.Number(routing.Pooling.Output.Positions), Argument.Text("rows"));
        }
        else if (IsPointwise(model))
        {
            ConvolutionPlanner.WeightGradientPointwise(equation, model.Channels, model.Filters, x, dz, weight, plan);
        }
        else
        {
            ConvolutionKernelPlan kernel = plan.Kernel(ConvolutionKernelPlan.Of(model, x, plan.Output(layer)));
            plan.BackwardParameters(
                equation, kernel.Name + ".WeightGradient",
                Argument.Ref(x), Argument.Ref(dz), Argument.Gradient(weight), ConvolutionPlanner.Scratch(plan, kernel.ScratchLength), Argument.Text("rows"));
        }

        ConvolutionPlanner.CompleteWeight(model, weight, plan);
        ConvolutionPlanner.PlanBiasGradient(model, dz, plan);
        if (!needsInput)
        {
            return;
        }

        BufferPlan dx = plan.NewInputGradient(layer);
        equation = $"{layer.Name}: dL/dx = {(model.IsTransposed ? "dL/dz * W, transposed" : "dL/dz spread with W")}   [rows, {model.Output.Listed}] -> [rows, {model.Input.Listed}]";
        Argument inEffect = ConvolutionPlanner.WeightInEffect(model, plan);
        if (routing is not null)
        {
            ConvolutionKernelPlan kernel = ConvolutionKernelPlan.Of(model, x, plan.Output(layer));
            plan.Backward(
                equation, kernel.Name + ".RoutedInputGradient",
                Argument.Read(dz), Argument.Read(Origins(routing, plan)), inEffect, Argument.Ref(dx), ConvolutionPlanner.Scratch(plan, kernel.RoutedInputScratchLength),
                Argument.Number(routing.Pooling.Output.Positions), Argument.Text("rows"));
        }
        else if (IsPointwise(model))
        {
            ConvolutionPlanner.InputGradientPointwise(equation, model.Channels, model.Filters, dz, inEffect, dx, plan);
        }
        else
        {
            ConvolutionKernelPlan kernel = ConvolutionKernelPlan.Of(model, x, plan.Output(layer));
            plan.Backward(
                equation, kernel.Name + ".InputGradient",
                Argument.Ref(dz), inEffect, Argument.Ref(dx), ConvolutionPlanner.Scratch(plan, kernel.InputGradientScratchLength), Argument.Text("rows"));
        }
    }

    protected abstract LayerModel? Parse(AttributeReader attribute, LayerContext context, WindowReader reader);

    /// <summary>Weights whose rows count the taps and whose fan-out counts them too.</summary>
    protected static WeightModel ReadWeights(AttributeReader attribute, LayerContext context, WindowModel window) => WeightReader.Read(
        attribute, context, window.Taps, (window.KernelHeight / 2 * window.KernelWidth) + (window.KernelWidth / 2));

    /// <summary>The groups, which divide channels and filters.</summary>
    protected static int ReadGroups(AttributeReader attribute, int channels, int filters)
    {
        int groups = ReadCount(attribute, "Groups", attribute.Named("Groups", 1));
        foreach ((int count, string of) in new[] { (channels, "channels of its input"), (filters, "filters") })
        {
            if (count % groups != 0)
            {
                attribute.Report(
                    Descriptors.ShapeDoesNotFit, "Groups", attribute.Kind, $"{Text.Of(groups)} groups do not divide the {Text.Of(count)} {of}");
                return 1;
            }
        }

        return groups;
    }

    /// <summary>How a step of a stream is computed; of a separable convolution, its first half.</summary>
    protected static CausalConvolutionKernelPlan StepKernel(ConvolutionModel model) => model.IsSeparable
        ? CausalConvolutionKernelPlan.Of(model.Window, model.Channels, model.Between.Channels, model.Channels)
        : CausalConvolutionKernelPlan.Of(model.Window, model.Channels, model.Filters, model.Groups);

    /// <summary>
    /// Whether the kernels take gradients for one position of each window: rows of taps lie in one run of memory.
    /// </summary>
    public static bool CanRoute(ConvolutionModel model) =>
        model is { Groups: 1, IsTransposed: false, IsSeparable: false, Window.DilationX: 1 } && !IsPointwise(model);

    private static BufferPlan Origins(Routing routing, PlanBuilder plan) => plan.Buffer(PoolingDefinition.Origins(routing.Pooling));

    /// <summary>One tap at every position is a dense layer.</summary>
    private static bool IsPointwise(ConvolutionModel model) => model.Window.IsPointwise && model.Groups == 1 && !model.IsTransposed;

    /// <summary>The taps of a convolution are read one by one; the others need whole vectors of channels.</summary>
    private static BufferPlan Input(ConvolutionModel model, PlanBuilder plan) =>
        model.HasWideGroups && model.Groups == 1 && !model.IsTransposed ? plan.LayerInput(model) : plan.PaddedInput(model);
}
