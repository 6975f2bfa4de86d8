using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>Two samples are nearly the same vector in the last hidden layer.</summary>
internal sealed class CollapsedSamplesRule() : FlowRule(FlowProblem.Collapsed)
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1005", "Samples look alike", DiagnosticSeverity.Warning);
}
