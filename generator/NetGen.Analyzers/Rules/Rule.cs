using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

/// <summary>Something that can be wrong. Each rule has a page under docs/diagnostics.</summary>
internal abstract class Rule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>The descriptor of a rule whose messages state the numbers of the case.</summary>
    protected static DiagnosticDescriptor Describe(string id, string title, DiagnosticSeverity severity) =>
        new(id, title, "{0}", "NetGen", severity, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");

    /// <summary>A diagnostic of the rule's own severity.</summary>
    protected Diagnostic Report(Location location, string message) => Report(location, message, Descriptor.DefaultSeverity);

    /// <summary>A diagnostic of a severity that .editorconfig overrides as it does the rule's own.</summary>
    protected Diagnostic Report(Location location, string message, DiagnosticSeverity severity) =>
        Diagnostic.Create(Descriptor, location, severity, additionalLocations: null, ImmutableDictionary<string, string?>.Empty, message);
}
