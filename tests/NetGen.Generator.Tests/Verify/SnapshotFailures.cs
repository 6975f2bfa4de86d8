using System.Globalization;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace VerifyTests;

/// <summary>Collects what does not match, and says it in one message: the files first, then their differences.</summary>
internal sealed class SnapshotFailures(string directory)
{
    private const int ContextLines = 3;
    private const int LinesPerFile = 120;

    private readonly List<(string Received, string Verified, string Text)> _new = [];
    private readonly List<(string Received, string Verified, string Text)> _different = [];
    private readonly List<string> _stale = [];

    public void AddStale(string file) => _stale.Add(file);

    public void AddMismatch(string received, string verified, string text, string? expected)
    {
        if (expected is null)
        {
            _new.Add((received, verified, Limit(text.Split('\n'))));
        }
        else
        {
            _different.Add((received, verified, Limit(Difference(expected, text))));
        }
    }

    public void ThrowIfAny()
    {
        if (_new.Count + _different.Count + _stale.Count == 0)
        {
            return;
        }

        var builder = new StringBuilder($"Directory: {directory}\n");
        AppendFiles(builder, "New", _new);
        AppendFiles(builder, "NotEqual", _different);
        if (_stale.Count > 0)
        {
            builder.Append("Delete:\n");
            foreach (var file in _stale)
            {
                builder.Append(CultureInfo.InvariantCulture, $"  - {file}\n");
            }
        }

        builder.Append("\nFileContent:\n");
        AppendContent(builder, "New", _new);
        AppendContent(builder, "NotEqual", _different);
        throw new VerifyException(builder.ToString());
    }

    private static void AppendFiles(StringBuilder builder, string title, List<(string Received, string Verified, string Text)> files)
    {
        if (files.Count == 0)
        {
            return;
        }

        builder.Append(CultureInfo.InvariantCulture, $"{title}:\n");
        foreach (var (received, verified, _) in files)
        {
            builder.Append(CultureInfo.InvariantCulture, $"  - Received: {received}\n    Verified: {verified}\n");
        }
    }

    private static void AppendContent(StringBuilder builder, string title, List<(string Received, string Verified, string Text)> files)
    {
        foreach (var (received, _, text) in files)
        {
            builder.Append(CultureInfo.InvariantCulture, $"\n{title}:\n\nReceived: {received}\n{text}\n");
        }
    }

    /// <summary>The changed lines with some lines around them; "-" is verified, "+" is received.</summary>
    private static List<string> Difference(string verified, string received)
    {
        var lines = InlineDiffBuilder.Diff(verified, received, ignoreWhiteSpace: false).Lines;
        var result = new List<string>();
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = lines.Skip(i - ContextLines).Take((2 * ContextLines) + 1 + Math.Min(0, i - ContextLines))
                .Any(static l => l.Type != ChangeType.Unchanged);
            if (!near)
            {
                continue;
            }

            if (last != i - 1)
            {
                result.Add($"@@ line {i + 1} @@");
            }

            last = i;
            var mark = lines[i].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' };
            result.Add($"{mark} {lines[i].Text}");
        }

        return result;
    }

    private static string Limit(IReadOnlyList<string> lines) =>
        lines.Count <= LinesPerFile
            ? string.Join('\n', lines)
            : string.Join('\n', lines.Take(LinesPerFile)) + $"\n... {lines.Count - LinesPerFile} more lines";
}
