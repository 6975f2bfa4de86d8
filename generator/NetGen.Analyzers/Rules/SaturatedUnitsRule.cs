using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>More than a quarter of a layer's outputs lie where its activation is flat.</summary>
internal sealed class SaturatedUnitsRule() : FlowRule(FlowProblem.Saturated)
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1003", "Saturated units", DiagnosticSeverity.Warning);

    protected override Location Place(JudgedNetwork network, FlowFinding finding) => Activation(network, finding);
}
