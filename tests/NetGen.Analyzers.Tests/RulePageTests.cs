using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Analyzers.Tests;

/// <summary>Every rule has a page, and what the page shows is true.</summary>
public sealed partial class RulePageTests
{
    private static readonly string _directory = Path.Combine(Repository.Root, "docs", "diagnostics");

    private static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> _rules =
        Consumer.Analyzers.SelectMany(static a => a.SupportedDiagnostics).ToDictionary(static d => d.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. _rules.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasTheTitleAndTheSeverityAndIsListed(string id)
    {
        var rule = _rules[id];
        var page = Read(id);
        var title = rule.Title.ToString(CultureInfo.InvariantCulture);
        var severity = rule.DefaultSeverity.ToString().ToLowerInvariant();

        Assert.StartsWith($"# {id}: {title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"Severity: {severity}.", page, StringComparison.Ordinal);
        Assert.EndsWith($"docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {title} | {severity} |", File.ReadAllText(Path.Combine(_directory, "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Example_GivesTheDiagnostic(string id)
    {
        var found = Assert.Single(await FindAsync(Blocks(id)[0]), d => d.Id == id);
        Assert.Equal(_rules[id].DefaultSeverity, found.Severity);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Fix_IsClean(string id)
    {
        var found = await FindAsync(Blocks(id)[^1]);
        Assert.DoesNotContain(found, d => d.Id == id || d.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void EveryPage_HasItsRule()
    {
        var pages = Directory.GetFiles(_directory, "NG1*.md").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);
        Assert.Equal(_rules.Keys.Order(StringComparer.Ordinal), pages);
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(string source)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "Example", [CSharpSyntaxTree.ParseText(source, Consumer.ParseOptions, cancellationToken: token)], Consumer.References, Consumer.CompilationOptions);
        if (source.Contains("Trainer<", StringComparison.Ordinal))
        {
            // What the generator writes is used.
            CSharpGeneratorDriver.Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: Consumer.ParseOptions)
                .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, token);
            compilation = (CSharpCompilation)output;
        }

        Assert.DoesNotContain(compilation.GetDiagnostics(token), static d => d.Severity == DiagnosticSeverity.Error);
        return await compilation.WithAnalyzers(Consumer.Analyzers).GetAnalyzerDiagnosticsAsync(token);
    }

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
