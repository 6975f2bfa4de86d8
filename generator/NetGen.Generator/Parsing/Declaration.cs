using Microsoft.CodeAnalysis;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>
/// All that comes of one annotated class: the model, which the pipeline caches by value, and the diagnostics, which keep their
/// real locations so that <c>#pragma</c> can suppress them.
/// </summary>
internal sealed record Declaration(NetworkModel? Model, SourceLinesModel? Lines, EquatableArray<Diagnostic> Diagnostics);
