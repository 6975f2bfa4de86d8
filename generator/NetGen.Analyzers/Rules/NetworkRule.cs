using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

/// <summary>Something that can be wrong with a declared network.</summary>
internal abstract class NetworkRule : Rule
{
    public abstract IEnumerable<Diagnostic> Check(JudgedNetwork network);
}
