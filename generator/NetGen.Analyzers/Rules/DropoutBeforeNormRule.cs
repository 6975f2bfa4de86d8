using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>Dropout raises the variance in training only, so that a norm behind it divides by something else in use.</summary>
internal sealed class DropoutBeforeNormRule : NetworkRule
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1015", "Dropout before a norm", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        for (int i = 0; i + 1 < network.Model.Layers.Count; i++)
        {
            if (network.DropRate(i) is { } rate && rate > 0 && NormBehind(network, i) is { } j)
            {
                yield return Report(
                    network.Layer(i),
                    $"{network.Model.Layers[i].Name} stands before {network.Model.Layers[j].Name}: dropout of {FlowText.Number(100 * rate)}% multiplies the mean square by {FlowText.Number(1 / (1 - rate))} in training and leaves it alone afterwards, so that the norm's scale fits only one of the two; put the dropout behind the norm");
            }
        }
    }

    /// <summary>The norm at which a change of variance behind a layer arrives, or null: through activations and weights it does all the same.</summary>
    public static int? NormBehind(JudgedNetwork network, int layer)
    {
        int? j = network.ReaderOf(layer);
        while (j is { } i && (network.Model.Layers[i].Kind is "Dense" || network.IsActivation(i)))
        {
            j = network.ReaderOf(i);
        }

        return j is { } norm && network.IsNorm(norm) ? norm : null;
    }
}
