using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>A project whose C# is older than generated code needs has one error at each network, and none in generated code.</summary>
public sealed class LanguageVersionTests
{
    /// <summary>The diagnostic, which no declaration in a current C# can give.</summary>
    public const string Id = "NG0016";

    private const string Source = """
        using NetGen;

        [[|Network|], Input(2)]
        [Dense(0), Tanh]
        [Dense(1), MeanSquaredError]
        internal partial class Line
        {
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public void OlderLanguage_IsOneErrorAndNothingIsGenerated(LanguageVersion version, string name)
    {
        var markup = Markup.Parse(Source);
        var run = GeneratorHarness.RunUnchecked(markup.Source, Options(version));
        var diagnostic = Assert.Single(run.Reported);
        Assert.Equal(Id, diagnostic.Id);
        Assert.Equal(markup.Spans.Single().Start, diagnostic.Location.SourceSpan.Start);
        Assert.Equal(markup.Spans.Single().End, diagnostic.Location.SourceSpan.End);
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("Line", message, StringComparison.Ordinal);
        Assert.Contains("C# 11.0", message, StringComparison.Ordinal);
        Assert.Contains($"C# {name}", message, StringComparison.Ordinal);
        Assert.Contains("LangVersion", message, StringComparison.Ordinal);
        Assert.Empty(run.Files);
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void OldestLanguageThatWorks_IsClean()
    {
        var run = GeneratorHarness.Run(
            Markup.Parse(Source).Source.Replace("Dense(0)", "Dense(4)", StringComparison.Ordinal),
            Options(LanguageVersion.CSharp11));
        Assert.NotEmpty(run.Files);
    }

    [Fact]
    public void RaisedLanguage_Generates()
    {
        var source = Markup.Parse(Source).Source.Replace("Dense(0)", "Dense(4)", StringComparison.Ordinal);
        var old = GeneratorHarness.RunUnchecked(source, Options(LanguageVersion.CSharp10));
        var options = Options(LanguageVersion.CSharp12);
        var driver = old.Driver.WithUpdatedParseOptions(options.ParseOptions);
        var run = GeneratorHarness.Continue(driver, GeneratorHarness.Compile(options, source));
        Assert.Empty(run.Reported);
        Assert.NotEmpty(run.Files);
    }

    private static HarnessOptions Options(LanguageVersion version) =>
        HarnessOptions.Default with { Documentation = false, LanguageVersion = version };
}
