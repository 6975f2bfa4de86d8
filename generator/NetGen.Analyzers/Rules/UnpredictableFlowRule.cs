using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>Theory has nothing to say of the network, or not enough.</summary>
internal sealed class UnpredictableFlowRule() : FlowRule(FlowProblem.Unpredictable)
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1006", "Gradient flow is unpredictable", DiagnosticSeverity.Info);
}
