using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Rules;

/// <summary>A hidden layer of few units behind one of very many.</summary>
internal sealed class WideToNarrowRule : NetworkRule
{
    private const int Jump = 50;

    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1017", "Very wide layer before a very narrow one", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        int last = -1;
        for (int i = 0; i < network.Model.Layers.Count; i++)
        {
            last = network.Model.Layers[i] is DenseModel ? i : last;
        }

        // The last layer is as narrow as the task.
        for (int i = 0; i < last; i++)
        {
            if (network.Model.Layers[i] is DenseModel dense && dense.Input.Channels >= Jump * dense.Output.Channels && network.Model.Layers.Take(i).Any(static l => l is DenseModel))
            {
                yield return Report(
                    network.Layer(i, "units"),
                    $"{dense.Name} makes {FlowText.Number(dense.Output.Channels)} values of {FlowText.Number(dense.Input.Channels)}, {FlowText.Number((double)dense.Input.Channels / dense.Output.Channels)} times fewer: all that the layers before it learn from a sample comes through {FlowText.Number(dense.Output.Channels)} numbers, whose randomness spreads the logarithm of the squared gradient by about {FlowText.Number(5.0 / dense.Output.Channels)}; narrow in steps");
            }
        }
    }
}
