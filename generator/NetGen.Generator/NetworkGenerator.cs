using Microsoft.CodeAnalysis;
using NetGen.Generator.Emission;
using NetGen.Generator.Emission.Kernels;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator;

/// <summary>The incremental generator: the pipeline only. Declarations become models, models plans, plans text.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Not ForAttributeWithMetadataName, which binds all attributes of all networks at every keystroke.
        IncrementalValuesProvider<Declaration> declarations = context.CompilationProvider
            .SelectMany(static (compilation, cancellationToken) => Surroundings.Of(compilation, cancellationToken).Files(cancellationToken))
            .Combine(context.CompilationProvider)
            .SelectMany(static (file, cancellationToken) => Surroundings.Of(file.Right, cancellationToken).Declarations(file.Left, cancellationToken))
            .WithTrackingName(TrackingNames.Declaration);

        context.RegisterSourceOutput(
            declarations.SelectMany(static (d, _) => d.Diagnostics).WithTrackingName(TrackingNames.Diagnostics),
            static (output, diagnostic) => output.ReportDiagnostic(diagnostic));

        var models = declarations
            .SelectMany(static (d, _) => new EquatableArray<Model.NetworkModel>(d.Model is null ? [] : [d.Model]))
            .WithTrackingName(TrackingNames.Model);

        context.RegisterSourceOutput(
            models.Where(static m => m.Errors.Count > 0),
            static (output, model) => output.AddSource(model.HintName + ".g.cs", SkeletonEmitter.Emit(model)));

        var plans = models
            .Where(static m => m.Errors.Count == 0)
            .Select(static (m, _) => NetworkPlanner.Plan(m))
            .WithTrackingName(TrackingNames.Plan);

        context.RegisterSourceOutput(plans, static (output, plan) =>
        {
            output.AddSource(plan.Model.HintName + ".g.cs", FaceEmitter.Emit(plan));
            output.AddSource(plan.Model.HintName + ".Forward.g.cs", PassEmitter.EmitForward(plan));
            output.AddSource(plan.Model.HintName + ".Backward.g.cs", PassEmitter.EmitBackward(plan));
            if (plan.BlockViews.Count > 0)
            {
                output.AddSource(plan.Model.HintName + ".Blocks.g.cs", BlocksEmitter.Emit(plan));
            }

            output.AddSource(plan.Model.HintName + ".Kernels.g.cs", KernelEmitter.Emit(plan));
        });

        var anyDense = plans
            .Where(static p => p.UsesMatrixProduct)
            .Select(static (_, _) => true)
            .Collect()
            .Select(static (all, _) => all.Length > 0)
            .WithTrackingName(TrackingNames.MatrixProduct);

        context.RegisterSourceOutput(anyDense, static (output, needed) =>
        {
            if (needed)
            {
                output.AddSource("NetGen.Generated.MatrixProduct.g.cs", MatrixProductEmitter.Emit());
            }
        });

        var lines = declarations
            .SelectMany(static (d, _) => new EquatableArray<Model.SourceLinesModel>(
                d.Model is { Errors.Count: 0 } && d.Lines is { } lines ? [lines] : []))
            .WithTrackingName(TrackingNames.SourceLines);

        context.RegisterSourceOutput(lines, static (output, model) => output.AddSource(model.HintName + ".Source.g.cs", SourceLinesEmitter.Emit(model)));
    }
}
