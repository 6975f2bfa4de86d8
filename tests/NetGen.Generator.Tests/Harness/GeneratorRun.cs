using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>One run of the generator over one compilation.</summary>
/// <param name="Driver">The driver after the run; a later run of it is incremental.</param>
/// <param name="Input">The compilation before the run.</param>
/// <param name="Output">The compilation with the generated files.</param>
/// <param name="Diagnostics">What the generator reported, as the consumer's options and pragmas filter it.</param>
internal sealed record GeneratorRun(
    GeneratorDriver Driver, CSharpCompilation Input, CSharpCompilation Output, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The result of the only generator.</summary>
    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.GeneratedSources.ToDictionary(static s => s.HintName, static s => s.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>What the generator reported and no pragma suppresses.</summary>
    public ImmutableArray<Diagnostic> Reported => [.. Diagnostics.Where(static d => !d.IsSuppressed)];

    /// <summary>Errors and warnings of the compiler about the consumer's and the generated code.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics =>
        [.. Output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)];

    /// <summary>Asserts that neither the generator nor the compiler has anything to say.</summary>
    public GeneratorRun AssertClean()
    {
        Assert.Null(Result.Exception);
        var found = Reported.Concat(CompilerDiagnostics).ToList();
        if (found.Count > 0)
        {
            var lines = found.Take(20).Select(Describe);
            Assert.Fail($"{found.Count} diagnostics:\n{string.Join('\n', lines)}");
        }

        return this;
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var line = "";
        if (diagnostic.Location.SourceTree is { } tree)
        {
            var span = diagnostic.Location.GetLineSpan();
            line = "\n    " + tree.GetText().Lines[span.StartLinePosition.Line].ToString().Trim();
        }

        return diagnostic + line;
    }
}
