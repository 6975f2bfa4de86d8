using System.Text;

namespace VerifyTests;

/// <summary>
/// Compares targets with the verified files of a test. Files are UTF-8 with a byte order mark, lines end with a line feed. A
/// mismatch leaves a received file beside the verified one; a verified file that no target asks for any more is a mismatch.
/// </summary>
internal sealed class SnapshotEngine(string directory, string prefix, bool accept)
{
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: true);

    public VerifyResult Compare(IReadOnlyList<SnapshotTarget> targets)
    {
        Directory.CreateDirectory(directory);
        foreach (var old in Find("received"))
        {
            File.Delete(old);
        }

        var failures = new SnapshotFailures(directory);
        var stale = Find("verified");
        var verified = new List<string>();
        foreach (var target in targets)
        {
            var file = Path.Combine(directory, FileName(target, "verified"));
            stale.Remove(file);
            verified.Add(file);
            CompareFile(target, file, failures);
        }

        foreach (var file in stale)
        {
            if (accept)
            {
                File.Delete(file);
            }
            else
            {
                failures.AddStale(Path.GetFileName(file));
            }
        }

        failures.ThrowIfAny();
        return new VerifyResult(verified);
    }

    private void CompareFile(SnapshotTarget target, string file, SnapshotFailures failures)
    {
        // An empty verified file is what some tools leave behind; it stands for none.
        string? expected = File.Exists(file) && new FileInfo(file).Length > 0 ? File.ReadAllText(file, _encoding) : null;
        if (expected is not null && expected.Contains('\r', StringComparison.Ordinal))
        {
            throw new VerifyException($"{file} has carriage returns. Check it out with eol=lf (.gitattributes).");
        }

        if (expected is not null && (expected == target.Text || expected == target.Text + "\n"))
        {
            return;
        }

        if (accept)
        {
            File.WriteAllText(file, target.Text, _encoding);
            return;
        }

        var received = FileName(target, "received");
        File.WriteAllText(Path.Combine(directory, received), target.Text, _encoding);
        failures.AddMismatch(received, Path.GetFileName(file), target.Text, expected);
    }

    private string FileName(SnapshotTarget target, string status)
    {
        var suffix = target.Name is null ? "" : $"#{SnapshotName.Clean(target.Name)}";
        return $"{prefix}{suffix}.{status}.{target.Extension}";
    }

    private List<string> Find(string status) =>
    [
        .. Directory.EnumerateFiles(directory, $"{prefix}*.{status}.*").Where(file =>
        {
            var rest = Path.GetFileName(file.AsSpan())[prefix.Length..];
            return rest.StartsWith($".{status}.", StringComparison.Ordinal) || rest[0] == '#';
        }),
    ];
}
