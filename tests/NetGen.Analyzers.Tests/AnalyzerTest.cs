using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace NetGen.Analyzers.Tests;

/// <summary>
/// A consumer's source with an analyzer, and with the generator where what it writes is used. The base class also checks that a
/// pragma suppresses every diagnostic.
/// </summary>
internal sealed class AnalyzerTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private readonly bool _generate;

    public AnalyzerTest(string source, bool generate = false)
    {
        _generate = generate;
        TestCode = source;
        ReferenceAssemblies = Consumer.Framework;
        TestState.AdditionalReferences.AddRange(Consumer.References);
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
    }

    public AnalyzerTest<TAnalyzer> Expect(string id, DiagnosticSeverity severity, string message, int location = 0)
    {
        ExpectedDiagnostics.Add(new DiagnosticResult(id, severity).WithLocation(location).WithMessage(message));
        return this;
    }

    /// <summary>What else is wrong with the source is not the test's matter.</summary>
    public AnalyzerTest<TAnalyzer> Only(string id)
    {
        DisabledDiagnostics.AddRange(GetDiagnosticAnalyzers().SelectMany(static a => a.SupportedDiagnostics).Select(static d => d.Id).Where(other => other != id));
        return this;
    }

    protected override IEnumerable<Type> GetSourceGenerators() => _generate ? [typeof(Generator.NetworkGenerator)] : [];

    protected override ParseOptions CreateParseOptions() => Consumer.ParseOptions;

    protected override CompilationOptions CreateCompilationOptions() => Consumer.CompilationOptions;
}
