using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Plans one step of a stream: the same layers on sequences of one step, with the state of recurrent layers kept by the caller.</summary>
internal static class StreamPlanner
{
    /// <summary>Whether a network remembers something from step to step, and all of it can be computed step by step.</summary>
    public static bool CanStream(IReadOnlyCollection<LayerModel> layers) =>
        layers.Any(static l => l is RecurrentModel) && layers.All(static l => DefinitionTable.Layer(l.Kind)!.CanStream(l));

    /// <summary>The plan, or null for a network that cannot stream.</summary>
    public static StreamPlan? Plan(NetworkModel model)
    {
        if (!CanStream(model.Layers))
        {
            return null;
        }

        NetworkModel single = model with
        {
            Input = model.Input.Rank == 1 ? Shape.Of(1) : First(model.Input),
            Padding = null,
            Layers = new EquatableArray<LayerModel>([.. model.Layers.Select(l => l with
            {
                Input = l is EmbeddingModel ? Shape.Of(1) : First(l.Input),
                Output = First(l.Output),
            })]),
        };
        var builder = new PlanBuilder(single) { IsStreaming = true };
        NetworkPlanner.PlanForward(single, builder);
        builder.BeginBackward();
        return new StreamPlan(
            new EquatableArray<StepPlan>([.. builder.Checks]), new EquatableArray<StepPlan>([.. builder.ForwardSteps]),
            new EquatableArray<BufferPlan>([.. builder.Buffers]), builder.Output(single.Layers[single.Layers.Count - 1]),
            builder.ForwardPerRow, builder.CarriedPerRow, builder.ForwardScratchLength, single.Input.Size, single.Output.Size);
    }

    private static Shape First(Shape shape) => shape.Rank == 2 ? Shape.Of(1, shape.Channels) : shape;
}
