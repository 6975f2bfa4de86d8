using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>The samples are clean before anything is generated, so that what a test finds afterwards is the generator's.</summary>
public sealed class SamplesTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Sample_IsCleanByItself(string sample) => AssertClean(Samples.All[sample]);

    [Fact]
    public void Losses_AreCleanByThemselves() => Assert.All(Samples.Losses.Keys, static loss => AssertClean(Samples.WithLoss(loss)));

    [Fact]
    public void DiagnosticCases_HaveTheCompilerErrorsTheySay() => Assert.All(DiagnosticCases.All, static row =>
        Assert.Equal(row.Data.CompilerErrors, Errors(Markup.Parse(row.Data.Source).Source, documentation: false).Select(static d => d.Id).Distinct()));

    private static void AssertClean(string source)
    {
        var errors = Errors(source, documentation: true);
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    private static List<Diagnostic> Errors(string source, bool documentation)
    {
        var compilation = GeneratorHarness.Compile(HarnessOptions.Default with { Documentation = documentation }, source);
        return [.. compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning)];
    }
}
