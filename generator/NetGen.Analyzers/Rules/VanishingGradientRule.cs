using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>R is -1 or less: the first layers get at most a tenth of the last ones' gradient.</summary>
internal sealed class VanishingGradientRule() : FlowRule(FlowProblem.Vanishing)
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1001", "Vanishing gradient", DiagnosticSeverity.Warning);
}
