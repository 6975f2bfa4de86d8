using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>
/// Finds runs of small dense layers and activations, each reading the one before. A single row takes less time in their arithmetic than in the calls
/// between them, so it goes through all of them in one method. Batches take the layers one by one, in tiles of several rows.
/// </summary>
internal static class ChainPlanner
{
    /// <summary>The multiply-adds of 16 lanes of all layers of a chain: 16-64-64-4 has 336, and gains 4%.</summary>
    private const int MostWork = 350;

    /// <summary>The sums of a layer stay in registers: 4 of 512 bits, 8 of 256, 16 of 128.</summary>
    private const int MostUnits = 64;

    /// <summary>The layers of all chains of a network: of more, the text would be longer than all the rest, and one method would not hold them.</summary>
    private const int MostLayers = 8;

    /// <summary>The layers of a network that is small: the text of a deep one does not grow with its depth.</summary>
    private const int MostLayersOfNetwork = 12;

    /// <summary>The steps, each with the chain that it belongs to, and the kernels of the chains.</summary>
    public static (EquatableArray<StepPlan> Steps, IReadOnlyList<ChainKernelPlan> Kernels) Plan(NetworkModel model, PlanBuilder builder, EquatableArray<StepPlan> forward)
    {
        if (model.Layers.Count > MostLayersOfNetwork)
        {
            return (forward, []);
        }

        StepPlan[] steps = [.. forward];
        var kernels = new List<ChainKernelPlan>();
        for (int i = 0; i < steps.Length;)
        {
            var links = new List<ChainLinkPlan>();
            int work = 0;
            while (i + links.Count < steps.Length && Link(model, builder, steps, i + links.Count) is { } link
                && (links.Count == 0 ? link.Dense is not null : Follows(model, steps, i + links.Count)) && work + link.Work <= MostWork)
            {
                links.Add(link);
                work += link.Work;
            }

            // The parts of a run that is too much work for one method are not small any more.
            if (links.Count < 2)
            {
                i++;
                continue;
            }

            ChainPlan chain = Chain(model, steps, i, links, kernels);
            for (int n = 0; n < links.Count; n++)
            {
                steps[i + n] = steps[i + n] with { Chain = chain };
            }

            i += links.Count;
        }

        return kernels.Sum(static k => k.Links.Count) > MostLayers ? (forward, []) : (new EquatableArray<StepPlan>(steps), kernels);
    }

    /// <summary>The layer of a step, where it is one that a chain can compute, with this one step.</summary>
    private static ChainLinkPlan? Link(NetworkModel model, PlanBuilder builder, StepPlan[] steps, int index)
    {
        StepPlan step = steps[index];
        LayerModel layer = model.Layers[step.Layer];
        if (step.Use != StepUse.Always || step.Phase != StepPhase.Rows || step.AwaitsAll || layer.Output.Positions > 1 || layer.Output.Channels > MostUnits
            || steps.Count(s => s.Layer == step.Layer) > 1)
        {
            return null;
        }

        if (layer is DenseModel && builder.DenseKernels.FirstOrDefault(k => k.Name + "_Forward" == step.Method) is { } dense)
        {
            return new ChainLinkPlan(layer.Name, dense with { NeedsInputGradient = false }, step.Arguments[3] != Argument.Null, null, dense.Units);
        }

        return builder.ElementwiseKernels.FirstOrDefault(k => k.ForwardName == step.Method) is { } activation
            ? new ChainLinkPlan(layer.Name, null, false, activation, layer.Output.Channels)
            : null;
    }

    /// <summary>Whether the step's layer reads that of the step before.</summary>
    private static bool Follows(NetworkModel model, StepPlan[] steps, int index) =>
        model.Layers[steps[index].Layer].Sources is [var source] && source == steps[index - 1].Layer;

    private static ChainPlan Chain(NetworkModel model, StepPlan[] steps, int first, List<ChainLinkPlan> links, List<ChainKernelPlan> kernels)
    {
        var kernel = new ChainKernelPlan(
            PlanBuilder.Local(links[0].Layer), PlanBuilder.Local(links[links.Count - 1].Layer), new EquatableArray<ChainLinkPlan>([.. links]));
        kernels.Add(kernel);
        List<Argument> arguments = [steps[first].Arguments[0]];
        for (int n = 0; n < links.Count; n++)
        {
            EquatableArray<Argument> own = steps[first + n].Arguments;
            arguments.AddRange(links[n] switch
            {
                { Dense: null } => [own[1]],
                { HasBias: true } => [own[2], own[3], own[4]],
                _ => [own[2], own[4]],
            });
        }

        string sizes = string.Join(" -> ", new[] { model.Layers[steps[first].Layer].Input.Channels }.Concat(links.Where(static l => l.Dense is not null).Select(static l => l.Units)).Select(static n => $"[{Text.Of(n)}]"));
        return new ChainPlan(
            $"A single row goes from {links[0].Layer} to {links[links.Count - 1].Layer} in registers: the same sums, without the passes between them   {sizes}",
            kernel.Name, new EquatableArray<Argument>([.. arguments]));
    }
}
