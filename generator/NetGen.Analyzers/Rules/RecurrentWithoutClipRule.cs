using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers.Rules;

/// <summary>A trainer of a recurrent network that never gets a clip.</summary>
internal sealed class RecurrentWithoutClipRule : TrainerRule
{
    private static readonly HashSet<string> s_recurrent = new(["SimpleRNN", "RNN", "GRU", "LSTM"], StringComparer.Ordinal);

    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1012", "Recurrent network trained without a clip", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(IOperation operation, TrainingTypes types)
    {
        if (operation is not IObjectCreationOperation creation || types.TrainedBy(operation) is not { } network
            || network.GetAttributes().FirstOrDefault(static a => s_recurrent.Contains(AttributeReader.KindOf(a))) is not { } recurrent
            || GetsClip(creation))
        {
            yield break;
        }

        string kind = AttributeReader.KindOf(recurrent);
        string steps = Steps(network) is { } count ? $"{count} steps" : "every step";
        yield return Report(
            creation.Syntax.GetLocation(),
            $"{network.Name} is trained without a clip: {kind} multiplies the gradient by the same matrix at {steps}, so that it can grow exponentially from one batch to the next; set Clip = Clip.GlobalNorm(1f)");
    }

    /// <summary>How many steps a sample has, where the input says so.</summary>
    private static int? Steps(INamedTypeSymbol network) =>
        network.GetAttributes().FirstOrDefault(static a => AttributeReader.KindOf(a) == "Input") is { ConstructorArguments: [{ Value: int steps }, { Value: int }] }
            ? steps
            : null;

    /// <summary>Whether a clip is set in the initializer, or later in the method, or could be set where nobody can see it.</summary>
    private static bool GetsClip(IObjectCreationOperation creation)
    {
        if (creation.Initializer?.Initializers.Any(SetsClip) == true)
        {
            return true;
        }

        IOperation? owner = creation.Parent;
        while (owner is IConversionOperation)
        {
            owner = owner.Parent;
        }

        ISymbol? local = owner switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation reference } => reference.Local,
            _ => null,
        };
        if (local is null)
        {
            return true;
        }

        IOperation root = creation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        // Whoever gets the trainer may set its clip.
        return root.Descendants().Any(o => o switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Clip", Instance: ILocalReferenceOperation set } } => Is(set),
            IArgumentOperation { Value: ILocalReferenceOperation passed } => Is(passed),
            IReturnOperation { ReturnedValue: ILocalReferenceOperation returned } => Is(returned),
            ISimpleAssignmentOperation { Value: ILocalReferenceOperation kept } => Is(kept),
            _ => false,
        });

        bool Is(ILocalReferenceOperation reference) => SymbolEqualityComparer.Default.Equals(reference.Local, local);
    }

    private static bool SetsClip(IOperation member) =>
        member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Clip" } } assignment
        && assignment.Value is not { ConstantValue: { HasValue: true, Value: null } };
}
