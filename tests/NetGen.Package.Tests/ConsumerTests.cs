using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>Projects of users with nothing but the package: they build without a warning, train and predict.</summary>
[Trait("Category", "Package")]
public sealed partial class ConsumerTests(PackageFeed feed)
{
    [Fact]
    public void Solution_BuildsWithoutAWarning()
    {
        Assert.Contains("0 Warning(s)", feed.BuildOutput, StringComparison.Ordinal);
        Assert.Contains("0 Error(s)", feed.BuildOutput, StringComparison.Ordinal);
    }

    /// <summary>
    /// Console: everything as <c>dotnet new console</c> has it. Library.App: an app of a library that declares a network. Both.App: the
    /// same, with a network of its own. Strict: no nullable context, no implicit usings, warnings as errors, checked arithmetic, no unsafe code.
    /// </summary>
    [Theory]
    [InlineData("Console")]
    [InlineData("Library.App")]
    [InlineData("Both.App")]
    [InlineData("Strict")]
    public async Task App_TrainsAndPredicts(string project)
    {
        var output = await Dotnet.Succeeds(feed.Consumers, $"\"{Path.Combine(project, "bin", "Release", "net10.0", project + ".dll")}\"");
        var lines = Trained().Matches(output);
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            var first = double.Parse(line.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            var last = double.Parse(line.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(last < first / 4, line.Value);
        });
        Assert.Equal(project == "Both.App" ? 2 : 1, lines.Count);
    }

    [Fact]
    public async Task EmittedFiles_AreTheSameUnderAnotherCultureAndInTheNextVersion()
    {
        var folder = Path.Combine(feed.Consumers, "Strict", "Generated");
        var before = Read(folder);
        Assert.Contains(before.Keys, static name => name.EndsWith("Strict.ThreeClasses.g.cs", StringComparison.Ordinal));
        Assert.Contains(before.Keys, static name => name.EndsWith("Strict.ThreeClasses.Backward.g.cs", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);

        // The compiler runs in a process of its own, for a shared one keeps the culture that it was started with.
        await Dotnet.Succeeds(
            Path.Combine(feed.Consumers, "Strict"),
            $"build -c Release --no-incremental -p:NetGenVersion={PackageFeed.NextVersion} -p:UseSharedCompilation=false",
            ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"));
        var after = Read(folder);
        Assert.Equal(before, after);
    }

    private static SortedDictionary<string, string> Read(string folder) =>
        new(
            Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText, StringComparer.Ordinal),
            StringComparer.Ordinal);

    [GeneratedRegex(@"^\w+: loss (\S+) -> (\S+), predicts \d+$", RegexOptions.Multiline)]
    private static partial Regex Trained();
}
