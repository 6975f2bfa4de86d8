using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>Every diagnostic has a page, and what the page shows is true.</summary>
public sealed partial class DiagnosticPageTests
{
    /// <summary>Reported by the build files of the package; the tests of the package check it.</summary>
    private static readonly string[] _ofTheBuild = ["NG0017", "NG0023"];

    private static readonly string _directory = Path.Combine(Repository.Root, "docs", "diagnostics");

    public static TheoryData<string> Ids => [.. Descriptors.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasTheTitleAndTheSeverityAndIsListed(string id)
    {
        var descriptor = Descriptors.All[id];
        var page = Read(id);
        var title = descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.StartsWith($"# {id}: {title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"Severity: {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}.", page, StringComparison.Ordinal);
        Assert.EndsWith($"docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.Contains(
            $"| [{id}]({id}.md) | {title} | {descriptor.DefaultSeverity.ToString().ToLowerInvariant()} |",
            File.ReadAllText(Path.Combine(_directory, "README.md")),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Example_GivesTheDiagnosticAndNoOther(string id)
    {
        var options = id == LanguageVersionTests.Id ? Undocumented with { LanguageVersion = LanguageVersion.CSharp10 } : Undocumented;
        var run = GeneratorHarness.RunUnchecked(Blocks(id)[0], options);
        Assert.NotEmpty(run.Reported);
        Assert.All(run.Reported, d => Assert.Equal(id, d.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Fix_IsClean(string id)
    {
        var run = GeneratorHarness.Run(Blocks(id)[^1], Undocumented);
        Assert.NotEmpty(run.Files);
    }

    [Fact]
    public void EveryPage_HasItsDiagnostic()
    {
        var pages = Directory.GetFiles(_directory, "NG0*.md").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);
        Assert.Equal(Descriptors.All.Keys.Concat(_ofTheBuild).Order(StringComparer.Ordinal), pages);
    }

    private static HarnessOptions Undocumented => HarnessOptions.Default with { Documentation = false };

    private static string Read(string id) => File.ReadAllText(Path.Combine(_directory, id + ".md"));

    private static List<string> Blocks(string id)
    {
        List<string> blocks = [.. CodeBlock().Matches(Read(id)).Select(static m => m.Groups[1].Value)];
        Assert.Equal(2, blocks.Count);
        return blocks;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
