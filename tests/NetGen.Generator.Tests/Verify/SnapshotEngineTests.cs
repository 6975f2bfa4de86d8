using System.Text;

namespace VerifyTests;

/// <summary>The helper itself: names, files on failure, encoding, stale files, acceptance.</summary>
public sealed class SnapshotEngineTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void NewSnapshot_FailsAndLeavesAReceivedFile()
    {
        var exception = Assert.Throws<VerifyException>(() => Compare(accept: false, new SnapshotTarget("XorNet.g", "cs", "a\nb")));

        Assert.Equal(["T.M#XorNet.g.received.cs"], Files());
        Assert.Contains("Received: T.M#XorNet.g.received.cs\n    Verified: T.M#XorNet.g.verified.cs", exception.Message, StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', (byte)'b'], File.ReadAllBytes(Path.Combine(_directory, Files()[0])));
    }

    [Fact]
    public void EqualSnapshot_PassesAndDeletesTheOldReceivedFile()
    {
        Write("T.M.verified.txt", "same");
        Write("T.M.received.txt", "old");

        var result = Compare(accept: false, new SnapshotTarget(null, "txt", "same"));

        Assert.Equal(["T.M.verified.txt"], Files());
        Assert.Equal([Path.Combine(_directory, "T.M.verified.txt")], result.Files);
    }

    [Fact]
    public void DifferentSnapshot_FailsWithTheChangedLines()
    {
        Write("T.M.verified.txt", string.Join('\n', Enumerable.Range(1, 30).Select(static i => $"line {i}")));

        var exception = Assert.Throws<VerifyException>(() => Compare(
            accept: false,
            new SnapshotTarget(null, "txt", string.Join('\n', Enumerable.Range(1, 30).Select(static i => i == 20 ? "other" : $"line {i}")))));

        Assert.Contains("@@ line 17 @@\n  line 17\n  line 18\n  line 19\n- line 20\n+ other\n  line 21", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 5\n", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["T.M.received.txt", "T.M.verified.txt"], Files());
    }

    [Fact]
    public void StaleSnapshot_FailsAndIsDeletedWhenAccepted()
    {
        Write("T.M#Old.g.verified.cs", "old");
        Write("T.M.verified.txt", "same");
        Write("T.MOther.verified.txt", "of another test");

        var exception = Assert.Throws<VerifyException>(() => Compare(accept: false, new SnapshotTarget(null, "txt", "same")));
        Assert.Contains("Delete:\n  - T.M#Old.g.verified.cs\n", exception.Message, StringComparison.Ordinal);

        Compare(accept: true, new SnapshotTarget(null, "txt", "same"));
        Assert.Equal(["T.M.verified.txt", "T.MOther.verified.txt"], Files());
    }

    [Fact]
    public void Accepted_WritesTheVerifiedFile()
    {
        Compare(accept: true, new SnapshotTarget("A.g", "cs", "text"));

        Assert.Equal(["T.M#A.g.verified.cs"], Files());
        Compare(accept: false, new SnapshotTarget("A.g", "cs", "text"));
    }

    [Fact]
    public void FinalNewlineOfAnEditor_IsTolerated()
    {
        Write("T.M.verified.txt", "same\n");
        Assert.Single(Compare(accept: false, new SnapshotTarget(null, "txt", "same")).Files);
    }

    [Theory]
    [InlineData("1/2", 3)]
    public void Parameters_AreAPartOfTheName(string text, int number)
    {
        var settings = new VerifySettings();
        settings.UseParameters(text, number);

        var method = GetType().GetMethod(nameof(Parameters_AreAPartOfTheName))!;
        Assert.Equal("SnapshotEngineTests.Parameters_AreAPartOfTheName_text=1-2_number=3", SnapshotName.Prefix(method, settings));
    }

    [Fact]
    public void MissingParameters_AreAnError()
    {
        var method = GetType().GetMethod(nameof(Parameters_AreAPartOfTheName))!;
        Assert.Throws<InvalidOperationException>(() => SnapshotName.Prefix(method, new VerifySettings()));
    }

    private VerifyResult Compare(bool accept, params SnapshotTarget[] targets) =>
        new SnapshotEngine(_directory, "T.M", accept).Compare(targets);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text, Encoding.UTF8);

    private List<string> Files() => [.. Directory.GetFiles(_directory).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
