using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Layers;

namespace NetGen.Analyzers.Rules;

/// <summary>A step with class indices for a loss that takes values, which throws.</summary>
internal sealed class WrongTargetsRule : TrainerRule
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1019", "Class indices for a loss that takes values", DiagnosticSeverity.Warning);

    public override IEnumerable<Diagnostic> Check(IOperation operation, TrainingTypes types)
    {
        if (operation is IInvocationOperation { TargetMethod: { Name: "Step", Parameters: [_, { Type: INamedTypeSymbol targets }] } } call
            && types.NetworkOf(call.TargetMethod.ContainingType) is { } network
            && targets is { IsGenericType: true, TypeArguments: [{ SpecialType: SpecialType.System_Int32 }] }
            && types.LossOf(network) is { } loss
            && DefinitionTable.Loss(Kind(loss)) is { TakesClassIndices: false })
        {
            yield return Report(
                call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 1)?.Syntax.GetLocation() ?? call.Syntax.GetLocation(),
                $"{Kind(loss)} of {network.Name} compares with values, not class indices, so that this step throws; pass floats, or declare [SoftmaxCrossEntropy]");
        }
    }

    private static string Kind(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal) ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length) : attribute.Name;
}
