using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>One file of a snapshot.</summary>
/// <param name="Name">The part of the file name after the number sign; null for the file that has none.</param>
/// <param name="Extension">The extension without a dot.</param>
/// <param name="Text">The content, with line feeds.</param>
internal sealed record SnapshotTarget(string? Name, string Extension, string Text)
{
    /// <summary>The files of a run: the diagnostics, if any, and the generated files by hint name.</summary>
    public static IReadOnlyList<SnapshotTarget> From(GeneratorDriverRunResult run, VerifySettings settings)
    {
        var exceptions = run.Results.Select(static r => r.Exception).OfType<Exception>().ToList();
        if (exceptions.Count == 1)
        {
            ExceptionDispatchInfo.Capture(exceptions[0]).Throw();
        }

        if (exceptions.Count > 1)
        {
            throw new AggregateException(exceptions);
        }

        var targets = new List<SnapshotTarget>();
        if (!run.Diagnostics.IsEmpty)
        {
            targets.Add(new SnapshotTarget(null, "txt", DiagnosticText.Write(run.Diagnostics)));
        }

        targets.AddRange(run.Results
            .SelectMany(static r => r.GeneratedSources)
            .Where(source => !settings.Ignored.Any(ignored => ignored(source)))
            .OrderBy(static source => source.HintName, StringComparer.Ordinal)
            .Select(FromSource));
        return targets;
    }

    private static SnapshotTarget FromSource(GeneratedSourceResult source)
    {
        var text = $"//HintName: {source.HintName}\n{source.SourceText}".ReplaceLineEndings("\n");
        return new SnapshotTarget(
            Path.GetFileNameWithoutExtension(source.HintName), Path.GetExtension(source.HintName).TrimStart('.'), text);
    }
}
