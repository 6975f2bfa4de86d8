using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace NetGen.Analyzers.Tests;

/// <summary>A source before and after a fix, applied one by one and to the whole document, project and solution at once.</summary>
internal sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    public FixTest(string source, string after)
    {
        TestCode = source;
        FixedCode = after;
        ReferenceAssemblies = Consumer.Framework;
        TestState.AdditionalReferences.AddRange(Consumer.References);
        FixedState.AdditionalReferences.AddRange(Consumer.References);
    }

    /// <summary>A diagnostic at the first attribute of a line; no other id is looked at.</summary>
    public FixTest<TAnalyzer, TFix> Expect(string id, int line)
    {
        TestState.ExpectedDiagnostics.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning).WithSpan(line, 2, line, 11).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return Only(id);
    }

    /// <summary>What else is wrong with the source is not the test's matter.</summary>
    public FixTest<TAnalyzer, TFix> Only(string id)
    {
        DisabledDiagnostics.AddRange(GetDiagnosticAnalyzers().SelectMany(static a => a.SupportedDiagnostics).Select(static d => d.Id).Where(other => other != id && !DisabledDiagnostics.Contains(other)));
        return this;
    }

    public FixTest<TAnalyzer, TFix> WithKey(string key)
    {
        CodeActionEquivalenceKey = key;
        return this;
    }

    protected override ParseOptions CreateParseOptions() => Consumer.ParseOptions;

    protected override CompilationOptions CreateCompilationOptions() => Consumer.CompilationOptions;
}
