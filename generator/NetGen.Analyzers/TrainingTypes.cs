using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.Analyzers;

/// <summary>The types of NetGen that training code uses.</summary>
internal sealed record TrainingTypes(INamedTypeSymbol Trainer, INamedTypeSymbol Network, INamedTypeSymbol Loss, INamedTypeSymbol ParameterGroup)
{
    /// <summary>Null in a compilation without NetGen.</summary>
    public static TrainingTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("NetGen.Trainer`1") is { } trainer
        && compilation.GetTypeByMetadataName("NetGen.NetworkAttribute") is { } network
        && compilation.GetTypeByMetadataName("NetGen.LossAttribute") is { } loss
        && compilation.GetTypeByMetadataName("NetGen.ParameterGroup") is { } group
            ? new TrainingTypes(trainer, network, loss, group)
            : null;

    /// <summary>The declared network that a <c>new Trainer&lt;T&gt;</c> is for, or null.</summary>
    public INamedTypeSymbol? TrainedBy(IOperation operation) =>
        operation is IObjectCreationOperation { Constructor.ContainingType: var type } ? NetworkOf(type) : null;

    /// <summary>The declared network of a trainer's type, or null.</summary>
    public INamedTypeSymbol? NetworkOf(ITypeSymbol? trainer) =>
        trainer is INamedTypeSymbol { IsGenericType: true } type
        && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, Trainer)
        && type.TypeArguments[0] is INamedTypeSymbol network
        && network.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, Network))
            ? network
            : null;

    /// <summary>The loss that a network declares, or null.</summary>
    public INamedTypeSymbol? LossOf(INamedTypeSymbol network) =>
        network.GetAttributes().Select(static a => a.AttributeClass).FirstOrDefault(IsLoss);

    private bool IsLoss(INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, Loss))
            {
                return true;
            }
        }

        return false;
    }
}
