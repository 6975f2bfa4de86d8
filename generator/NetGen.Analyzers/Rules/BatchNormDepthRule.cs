using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>A plain stack of batch norms: its gradient grows towards the input, whatever the initializer.</summary>
internal sealed class BatchNormDepthRule : NetworkRule
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1011", "BatchNorm stack that explodes", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        GradientFlowPrediction prediction = network.Prediction;
        int hidden = prediction.Layers.Count - 1;
        int[] norms = [.. Enumerable.Range(0, network.Model.Layers.Count).Where(i => network.Model.Layers[i].Kind == "BatchNorm")];
        if (hidden < 3 || norms.Length < hidden - 1 || !(prediction.Ratio >= FlowJudgement.RatioWarning))
        {
            yield break;
        }

        double each = prediction.Ratio / (hidden - 1);
        int most = 1 + (int)Math.Floor(FlowJudgement.RatioWarning / each * (1 - 1e-9));
        yield return Report(
            network.Layer(norms[Math.Min(most, norms.Length - 1)]),
            $"{FlowText.Number(norms.Length)} layers of BatchNorm without a shortcut: each multiplies the gradient per unit by {FlowText.Number(Math.Pow(10, each))} on its way back, whatever the initializer (R = {FlowText.Number(each)} a layer), so that more than {FlowText.Number(most)} explode (R >= {FlowText.Number(FlowJudgement.RatioWarning)}); use LayerNorm or fewer layers");
    }
}
