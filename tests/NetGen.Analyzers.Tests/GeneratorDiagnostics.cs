using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers.Tests;

// Only tests load it, so it may reference what they do.
#pragma warning disable RS1036, RS1038, RS1041

/// <summary>
/// Reports what the generator does, as an analyzer: the test framework applies fixes to all of a document for the diagnostics of
/// analyzers only.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class GeneratorDiagnostics : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Generator.Diagnostics.Descriptors.TargetsDoNotFit];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            static symbol =>
            {
                if (NetworkParser.Read((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, symbol.CancellationToken) is { } network)
                {
                    foreach (var diagnostic in network.Diagnostics)
                    {
                        symbol.ReportDiagnostic(diagnostic);
                    }
                }
            },
            SymbolKind.NamedType);
    }
}
