using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

/// <summary>Something that can be wrong where a network is trained.</summary>
internal abstract class TrainerRule : Rule
{
    /// <summary>Looks at the creation of an object or the call of a method.</summary>
    public abstract IEnumerable<Diagnostic> Check(IOperation operation, TrainingTypes types);
}
