using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.Analyzers.Rules;

/// <summary>A trainer for a network without a loss, which throws when it is created.</summary>
internal sealed class NoLossToTrainRule : TrainerRule
{
    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1018", "Trainer for a network without a loss", DiagnosticSeverity.Warning);

    public override IEnumerable<Diagnostic> Check(IOperation operation, TrainingTypes types)
    {
        if (operation is IObjectCreationOperation && types.TrainedBy(operation) is { } network && types.LossOf(network) is null)
        {
            yield return Report(
                operation.Syntax.GetLocation(),
                $"{network.Name} declares no loss, so that creating its trainer throws; put one behind its last layer, such as [MeanSquaredError]");
        }
    }
}
