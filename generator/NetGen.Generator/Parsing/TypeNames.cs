using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>
/// Which types of a namespace or class have names that differ in case only. Looked up once for each of them in a compilation: asked by every
/// network, the question would take time in proportion to the square of their number.
/// </summary>
internal static class TypeNames
{
    private static readonly ConditionalWeakTable<INamespaceOrTypeSymbol, HashSet<string>> s_twins = new();

    /// <summary>Whether another type beside this one has its name in other case.</summary>
    public static bool HasTwin(INamedTypeSymbol type) =>
        s_twins.GetValue((INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace, static container => Twins(container)).Contains(type.Name);

    private static HashSet<string> Twins(INamespaceOrTypeSymbol container)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var twins = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (INamedTypeSymbol type in container.GetTypeMembers())
        {
            if (!names.TryGetValue(type.Name, out string? other))
            {
                names.Add(type.Name, type.Name);
            }
            else if (other != type.Name)
            {
                twins.Add(type.Name);
            }
        }

        return twins;
    }
}
