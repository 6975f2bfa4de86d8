using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>More sigmoid layers than the gradient gets through: says how many there may be.</summary>
internal sealed class SigmoidDepthRule : NetworkRule
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1010", "Sigmoid stack deeper than it can train", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        GradientFlowPrediction prediction = network.Prediction;
        int hidden = prediction.Layers.Count - 1;
        if (hidden < 3 || prediction.Ratio > -FlowJudgement.RatioSevere || !prediction.Layers.Take(hidden).All(static l => l.Activation is "Sigmoid" or "HardSigmoid"))
        {
            yield break;
        }

        // R is about one decade or less for each layer that the gradient passes.
        double each = -prediction.Ratio / (hidden - 1);
        int most = 1 + (int)Math.Floor(FlowJudgement.RatioSevere / each * (1 - 1e-9));
        LayerFlow first = prediction.Layers[hidden - most - 1];
        yield return Report(
            network.Layer(first.ActivationLayer),
            $"{FlowText.Number(hidden)} {first.Activation} layers: each leaves {FlowText.Number(Math.Pow(10, -each))} of the gradient per unit (R = {FlowText.Number(-each)} a layer), so that at most {FlowText.Number(most)} train (R > -{FlowText.Number(FlowJudgement.RatioSevere)}); the gradient is lost from {first.Name} on");
    }
}
