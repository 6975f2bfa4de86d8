using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>A network as the recursions see it: dense layers 1..L, each followed by one function.</summary>
internal sealed class FlowChain
{
    private FlowChain(List<FlowStage> stages, string? problem, List<NoiseFlow>? input = null)
    {
        Input = input ?? [];
        Stages = stages;
        Problem = problem;
    }

    public IReadOnlyList<FlowStage> Stages { get; }

    /// <summary>Noise on the input.</summary>
    public IReadOnlyList<NoiseFlow> Input { get; }

    /// <summary>Why there is nothing to predict, or null.</summary>
    public string? Problem { get; }

    public static FlowChain Of(NetworkModel model)
    {
        var stages = new List<FlowStage>();
        var input = new List<NoiseFlow>();
        var functions = new Dictionary<string, ScalarFunction>(StringComparer.Ordinal);
        for (int i = 0; i < model.Layers.Count; i++)
        {
            LayerModel layer = model.Layers[i];
            if (layer.Sources.Count != 1 || layer.Sources[0] != i - 1)
            {
                return new FlowChain([], $"no factor for {layer.Kind} ({layer.Name}), which reads other layers than the one before it");
            }

            if (layer.Input.Positions > 1 || layer.Output.Positions > 1)
            {
                return new FlowChain([], $"no factor for {layer.Kind} ({layer.Name}) on {(layer.Input.Positions > 1 ? layer.Input : layer.Output)}");
            }

            switch (DefinitionTable.Layer(layer.Kind)?.Flow(layer))
            {
                case DenseFlow dense when dense.Weight.Problem is { } why:
                    return new FlowChain([], $"{layer.Name}: {why}");
                case DenseFlow dense:
                    stages.Add(new FlowStage(i, layer.Name, dense));
                    break;
                case PointwiseFlow { Function: var function } when function == ScalarFunction.Identity:
                    break;
                case PointwiseFlow when stages.Count == 0:
                    return new FlowChain([], $"no factor for {layer.Kind} ({layer.Name}) on the input");
                case PointwiseFlow { Function: var function }:
                    // Equal activations share one function, so that their moments are shared too.
                    string signature = Signature((ActivationModel)layer);
                    if (!functions.TryGetValue(signature, out ScalarFunction? known))
                    {
                        functions.Add(signature, known = function);
                    }

                    if (!stages[stages.Count - 1].CanAppend(known))
                    {
                        return new FlowChain([], $"no factor for {layer.Kind} ({layer.Name}) behind a norm or noise");
                    }

                    stages[stages.Count - 1].Append(layer, i, known);
                    break;
                case NormFlow norm when stages.Count > 0:
                    stages[stages.Count - 1].Append(norm);
                    break;
                case NoiseFlow noise when stages.Count > 0:
                    stages[stages.Count - 1].Append(noise);
                    break;
                case NoiseFlow noise:
                    input.Add(noise);
                    break;
                case null when layer is ActivationModel && stages.Count > 0 && IsLast(model, i):
                    stages[stages.Count - 1].AppendUnknown(layer);
                    break;
                default:
                    return new FlowChain([], $"no factor for {layer.Kind} ({layer.Name})");
            }
        }

        return new FlowChain(stages, stages.Count == 0 ? "no layer with weights" : null, input);
    }

    private static bool IsLast(NetworkModel model, int index) => model.Layers.Skip(index + 1).All(static l => l.Kind == "Linear");

    private static string Signature(ActivationModel layer) =>
        layer.Kind + string.Concat(layer.Arguments.Select(static a => "," + Infrastructure.FloatLiteral.Of(a)));
}
