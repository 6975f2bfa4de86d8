using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>
/// A verdict of the prediction. What passes the grave threshold is a warning: most of such networks do not train. What passes
/// only the first is information.
/// </summary>
internal abstract class FlowRule(FlowProblem problem) : NetworkRule
{
    public override IEnumerable<Diagnostic> Check(JudgedNetwork network) => network.Prediction.Findings
        .Where(f => f.Problem == problem)
        .Select(f => Report(Place(network, f), f.Message.TrimEnd('.'), f.IsSevere ? Descriptor.DefaultSeverity : DiagnosticSeverity.Info));

    /// <summary>The place that decides: the layer, or what it says of its own initialisation.</summary>
    protected virtual Location Place(JudgedNetwork network, FlowFinding finding) => network.Layer(finding.Layer, "Init", "InitScale");

    /// <summary>The activation behind the dense layer of a finding, or the layer itself.</summary>
    protected static Location Activation(JudgedNetwork network, FlowFinding finding)
    {
        int activation = network.Prediction.Layers.FirstOrDefault(l => l.Layer == finding.Layer)?.ActivationLayer ?? -1;
        return network.Layer(activation >= 0 ? activation : finding.Layer);
    }
}
