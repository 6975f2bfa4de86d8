using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Rules;

/// <summary>Two dense layers with nothing between: their product is one matrix.</summary>
internal sealed class MissingActivationRule : NetworkRule
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1014", "No activation between two dense layers", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        foreach ((int i, int j) in Pairs(network))
        {
            var first = (DenseModel)network.Model.Layers[i];
            var second = (DenseModel)network.Model.Layers[j];
            long two = ((long)first.Input.Channels * first.Output.Channels) + ((long)second.Input.Channels * second.Output.Channels);
            long one = (long)first.Input.Channels * second.Output.Channels;
            bool narrow = first.Output.Channels < Math.Min(first.Input.Channels, second.Output.Channels);
            string matrix = $"No activation between {first.Name} and {second.Name}: together they are one matrix of {FlowText.Number(first.Input.Channels)} x {FlowText.Number(second.Output.Channels)}";
            yield return Report(network.Layer(j), narrow
                ? $"{matrix} of rank {FlowText.Number(first.Output.Channels)}; put an activation such as [ReLU] between them, unless the low rank is meant"
                : $"{matrix}, {FlowText.Number(two)} weights for what {FlowText.Number(one)} can do; put an activation such as [ReLU] between them, or leave one of them out");
        }
    }

    /// <summary>Dense layers that alone read another dense layer, through nothing that acts.</summary>
    public static IEnumerable<(int First, int Second)> Pairs(JudgedNetwork network)
    {
        for (int i = 0; i < network.Model.Layers.Count; i++)
        {
            if (network.Model.Layers[i] is DenseModel && network.NextThatActs(i) is { } j && network.Model.Layers[j] is DenseModel)
            {
                yield return (i, j);
            }
        }
    }
}
