using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Tests;

/// <summary>A source with one thing to say about it.</summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Source">The attributes of a network; <c>{|#0:</c> and <c>|}</c> surround the place.</param>
/// <param name="Message">The message.</param>
public sealed record RuleCase(string Id, DiagnosticSeverity Severity, string Name, string Source, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Name}";
}
