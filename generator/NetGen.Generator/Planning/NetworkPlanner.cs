using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Takes all decisions about one network: where buffers lie, which steps run, which kernels they share.</summary>
internal static class NetworkPlanner
{
    /// <summary>The floats of activations that a prediction works on at a time: half of a usual second-level cache.</summary>
    private const int PredictionFloats = 64 * 1024;

    /// <summary>From so many rows on, a matrix product waits for its arithmetic and not for the weights.</summary>
    private const int MostSharingRows = 128;

    public static NetworkPlan Plan(NetworkModel model)
    {
        var builder = new PlanBuilder(model);
        PlanForward(model, builder);

        BufferPlan output = builder.Output(model.Layers[model.Layers.Count - 1]);
        builder.BeginBackward();
        BufferPlan outputGradient = builder.Gradient(model.Layers[model.Layers.Count - 1]);
        for (int i = model.Layers.Count - 1; i >= 0; i--)
        {
            // What lies before the first parameter learns nothing.
            LayerModel layer = model.Layers[i];
            if (builder.Learns(layer))
            {
                builder.Begin(layer);
                DefinitionTable.Layer(layer.Kind)!.PlanBackward(layer, builder);
                builder.EndBackward(layer);
            }
        }

        // Every block reads all weights again: where they are more than the activations, more rows share them.
        int perRow = Math.Max(16, builder.ForwardPerRow);
        int block = Math.Max(PredictionFloats / perRow, Math.Min(MostSharingRows, builder.BufferLength / perRow));
        BufferPlan[] buffers = [.. builder.Buffers];
        BufferPlan finalGradient = buffers.First(b => b.Name == outputGradient.Name);
        (EquatableArray<StepPlan> forward, bool awaitsAtEnd) = ThreadPlanner.Forward(builder.ForwardSteps, buffers);
        (forward, IReadOnlyList<ChainKernelPlan> chains) = ChainPlanner.Plan(model, builder, forward);
        (EquatableArray<PropertyPlan> properties, EquatableArray<BlockViewPlan> views) = PropertyPlanner.Plan(model, builder);
        StreamPlan? stream = StreamPlanner.Plan(model, builder.Kernels);
        LayerPlan[] layers = [.. model.Layers.Select((l, i) => Describe(l, i, builder))];
        return new NetworkPlan
        {
            Model = model,
            ElementType = ElementType.Float,
            Layers = new EquatableArray<LayerPlan>(layers),
            Parameters = new EquatableArray<ParameterPlan>([.. builder.Parameters]),
            Buffers = new EquatableArray<BufferPlan>(buffers),
            Properties = properties,
            BlockViews = views,
            States = new EquatableArray<StatePlan>([.. builder.States]),
            Checks = new EquatableArray<StepPlan>([.. builder.Checks]),
            Derive = new EquatableArray<StepPlan>([.. builder.DeriveSteps]),
            Forward = forward,
            ForwardAwaitsAtEnd = awaitsAtEnd,
            Backward = ThreadPlanner.Backward(builder.BackwardSteps, buffers, finalGradient),
            DenseKernels = new EquatableArray<DenseKernelPlan>([.. builder.DenseKernels]),
            ElementwiseKernels = new EquatableArray<ElementwiseKernelPlan>(
                [.. builder.ElementwiseKernels.Where(k => builder.ForwardSteps.Any(s => s.Method == k.ForwardName)).Select(k => k with { NeedsBackward = builder.BackwardSteps.Any(s => s.Method == k.BackwardName) })]),
            Kernels = new EquatableArray<KernelPlan>([.. builder.Kernels, .. chains, .. stream?.Kernels ?? EquatableArray<KernelPlan>.Empty]),
            Loss = model.Loss is { } loss ? DefinitionTable.Loss(loss.Kind)!.Plan(loss) : null,
            Output = output,
            OutputGradient = finalGradient,
            BufferLength = builder.BufferLength,
            ForwardPerRow = builder.ForwardPerRow,
            WorkspacePerRow = builder.WorkspacePerRow,
            ScratchLength = builder.ScratchLength,
            ForwardScratchLength = builder.ForwardScratchLength,
            DerivedLength = builder.DerivedLength,
            PredictionBlock = Math.Min(256, Math.Max(8, block & ~7)),
            ParameterCount = builder.Parameters.Sum(static p => p.Rows * p.Columns),
            Flops = layers.Sum(static l => l.Flops),
            UsesTraining = builder.UsesTraining,
            CouplesRows = model.Layers.Any(static l => DefinitionTable.Layer(l.Kind)!.CouplesRows(l)),
            Stream = stream,
            StreamObstacle = stream is null && StreamPlanner.HasSteps(model) ? StreamPlanner.Obstacle(model.Layers)! : "",
            Prediction = GradientFlowPredictor.Predict(model),
        };
    }

    /// <summary>The forward pass alone, which knows how large the network is.</summary>
    public static void PlanForward(NetworkModel model, PlanBuilder builder)
    {
        foreach (LayerModel layer in model.Layers)
        {
            builder.Begin(layer);
            DefinitionTable.Layer(layer.Kind)!.PlanForward(layer, builder);
        }
    }

    private static LayerPlan Describe(LayerModel layer, int index, PlanBuilder builder)
    {
        BufferPlan output = builder.Output(layer);
        LayerDefinition definition = DefinitionTable.Layer(layer.Kind)!;
        var described = new LayerPlan(
            index, layer.Name, layer.Kind, layer.Input, layer.Output, output.Offset, output.Stride, definition.Flops(layer),
            layer is ActivationModel, builder.ParametersOf(layer).Sum(static p => p.Rows * p.Columns), definition.DescribeInit(layer))
        {
            HoldsPreactivation = builder.HoldsPreactivation(layer),
        };
        return layer is RecurrentModel recurrent && builder.IsInstrumented
            ? described with { RecurrentSteps = recurrent.Steps, Directions = recurrent.Directions, StepGradientsOffset = builder.StepNormsOffset(recurrent, reverse: false) }
            : described;
    }
}
