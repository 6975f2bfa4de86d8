namespace NetGen.Generator.Tests;

/// <summary>A declaration with one mistake.</summary>
/// <param name="Id">The diagnostic it gives.</param>
/// <param name="Name">What is wrong.</param>
/// <param name="Source">The declaration; <c>[|</c> and <c>|]</c> surround the place of the diagnostic.</param>
/// <param name="Message">What the message has to contain: names, numbers, limits.</param>
/// <param name="CompilerErrors">What C# itself has to say about the source.</param>
public sealed record DiagnosticCase(string Id, string Name, string Source, string[] Message, string[] CompilerErrors)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Name}";
}
