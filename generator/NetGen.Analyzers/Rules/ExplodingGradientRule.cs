using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>R is 1 or more, numbers overflow, or the first step destroys what the weights hold.</summary>
internal sealed class ExplodingGradientRule() : FlowRule(FlowProblem.Exploding)
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1002", "Exploding gradient", DiagnosticSeverity.Warning);

    protected override Location Place(JudgedNetwork network, FlowFinding finding) =>
        finding.Threshold == FlowJudgement.UpdateWarning && network.Parsed.Network.IsSet("LearningRate")
            ? network.Network("LearningRate")
            : base.Place(network, finding);
}
