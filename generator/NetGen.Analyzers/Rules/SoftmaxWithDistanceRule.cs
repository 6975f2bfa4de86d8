using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>A distance behind a softmax: the softmax's slope takes the gradient away where the network is wrong and sure.</summary>
internal sealed class SoftmaxWithDistanceRule : NetworkRule
{
    // What a network gives the right class that is sure of another one.
    private const double Wrong = 0.01;

    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1009", "Softmax with a squared error", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        int last = network.LastLayer;
        if (network.Model.Layers[last].Kind == "Softmax" && network.Model.Loss?.Kind is "MeanSquaredError" or "MeanAbsoluteError" or "Huber" or "LogCosh")
        {
            int classes = network.Model.Layers[last].Outputs;
            double even = (classes - 1.0) / ((double)classes * classes);
            yield return Report(
                network.Loss(),
                $"{network.Model.Loss.Kind} behind Softmax: the gradient of a score is multiplied by p(1-p), which is {FlowText.Number(even)} while all {FlowText.Number(classes)} classes are equal and {FlowText.Number(Wrong * (1 - Wrong))} where the right class gets {FlowText.Number(100 * Wrong)}%, so that the worst mistakes are learned last; use [SoftmaxCrossEntropy] without [Softmax]");
        }
    }
}
