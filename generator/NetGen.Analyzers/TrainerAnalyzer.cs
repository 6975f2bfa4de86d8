using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Analyzers.Rules;

namespace NetGen.Analyzers;

/// <summary>Judges where networks are trained: what a trainer is given, and what its steps are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. RuleTable.Trainers.Select(static r => r.Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrainingTypes.Of(start.Compilation) is not { } types)
            {
                return;
            }

            start.RegisterOperationAction(
                operation =>
                {
                    foreach (TrainerRule rule in RuleTable.Trainers)
                    {
                        foreach (Diagnostic diagnostic in rule.Check(operation.Operation, types))
                        {
                            operation.ReportDiagnostic(diagnostic);
                        }
                    }
                },
                OperationKind.ObjectCreation, OperationKind.Invocation);
        });
    }
}
