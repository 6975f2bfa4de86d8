using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

/// <summary>
/// Where each layer's attribute stands. Kept apart from the model, so that moving a class within its file rewrites one small
/// generated file and nothing else.
/// </summary>
internal sealed record SourceLinesModel(
    string Namespace, EquatableArray<string> Containers, string Name, string HintName, EquatableArray<string> Lines);
