using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Analyzers.Rules;

namespace NetGen.Analyzers;

/// <summary>
/// Judges every declared network. One analyzer for all rules, so that a class is parsed and predicted once, whatever the number
/// of rules.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. RuleTable.Networks.Select(static r => r.Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("NetGen.NetworkAttribute") is { } attribute)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, attribute), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute))
            && JudgedNetwork.Of(type, context.Compilation, context.CancellationToken) is { } network)
        {
            foreach (NetworkRule rule in RuleTable.Networks)
            {
                context.CancellationToken.ThrowIfCancellationRequested();

                // A block is there once, however often it is repeated.
                foreach (Diagnostic diagnostic in rule.Check(network).GroupBy(static d => d.Location).Select(static g => g.First()))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }
}
