using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Planning;

/// <summary>Plans one step of a stream: the same layers on sequences of one step, with what they remember kept by the caller.</summary>
internal static class StreamPlanner
{
    /// <summary>Whether a network remembers something from step to step, and all of it can be computed step by step.</summary>
    public static bool CanStream(IReadOnlyCollection<LayerModel> layers) => Obstacle(layers) is null;

    /// <summary>Why a network cannot stream, as the end of a sentence that begins with its name; null where it can.</summary>
    public static string? Obstacle(IReadOnlyCollection<LayerModel> layers)
    {
        foreach (LayerModel layer in layers)
        {
            if (DefinitionTable.Layer(layer.Kind)!.StreamObstacle(layer) is { } obstacle)
            {
                return $"{layer.Name} {obstacle}";
            }
        }

        long remembered = layers.Sum(static l => DefinitionTable.Layer(l.Kind)!.Remembered(l));
        return remembered == 0 ? "no layer remembers earlier steps: Predict takes steps one by one"
            : remembered > Limits.WorkspacePerRow ? $"a stream would remember {Text.Of(remembered)} floats; the most are {Text.Of(Limits.WorkspacePerRow)}"
            : null;
    }

    /// <summary>Whether the input is a sequence, so that the question of streams arises.</summary>
    public static bool HasSteps(NetworkModel model) => model.Input.Rank == 2 || model.Layers.Any(static l => l is EmbeddingModel);

    /// <summary>The plan, or null for a network that cannot stream.</summary>
    public static StreamPlan? Plan(NetworkModel model, IReadOnlyList<KernelPlan> kernels)
    {
        if (!CanStream(model.Layers))
        {
            return null;
        }

        int steps = model.Input.Dims[0];
        NetworkModel single = model with
        {
            Input = model.Input.Rank == 1 ? Shape.Of(1) : First(model.Input),
            Padding = null,
            Layers = new EquatableArray<LayerModel>([.. model.Layers.Select(Single)]),
        };
        var builder = new PlanBuilder(single) { IsStreaming = true, StreamSteps = steps };
        NetworkPlanner.PlanForward(single, builder);
        builder.BeginBackward();
        return new StreamPlan(
            new EquatableArray<StepPlan>([.. builder.Checks]),
            new EquatableArray<StepPlan>([.. builder.ForwardSteps.Where(static s => s.Use != StepUse.Workspaces).Select(static s => s with { Use = StepUse.Always })]),
            new EquatableArray<BufferPlan>([.. builder.Buffers]), builder.Output(single.Layers[single.Layers.Count - 1]),
            builder.ForwardPerRow, builder.CarriedPerRow, builder.ForwardScratchLength, single.Input.Size, single.Output.Size)
        {
            Steps = model.Layers.Any(static l => DefinitionTable.Layer(l.Kind)!.EndsStream(l)) ? steps : 0,
            Kernels = new EquatableArray<KernelPlan>([.. builder.Kernels.Where(k => !kernels.Contains(k))]),
        };
    }

    /// <summary>The layer on a sequence of one step.</summary>
    private static LayerModel Single(LayerModel layer)
    {
        LayerModel single = layer with { Input = layer is EmbeddingModel ? Shape.Of(1) : First(layer.Input), Output = First(layer.Output) };

        // A window of one tap sees that step alone; what a wider one sees is in the state.
        return single is ConvolutionModel { Window.Taps: 1 } pointwise ? pointwise with { Window = new WindowModel(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0) } : single;
    }

    private static Shape First(Shape shape) => shape.Rank == 2 ? Shape.Of(1, shape.Channels) : shape;
}
