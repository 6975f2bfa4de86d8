using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>More than a quarter of a layer's units give zero for a whole batch.</summary>
internal sealed class DeadUnitsRule() : FlowRule(FlowProblem.Dead)
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1004", "Dead units", DiagnosticSeverity.Warning);

    protected override Location Place(JudgedNetwork network, FlowFinding finding) => Activation(network, finding);
}
