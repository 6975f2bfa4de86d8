using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Analyzers.Tests;

/// <summary>Every rule about declared networks: id, severity, place and message, and what it leaves alone.</summary>
public sealed class RuleTests
{
    [Theory]
    [MemberData(nameof(RuleCases.All), MemberType = typeof(RuleCases))]
    public Task Network_IsReported(RuleCase test) =>
        new AnalyzerTest<NetworkAnalyzer>(test.Source).Only(test.Id).Expect(test.Id, test.Severity, test.Message)
            .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(RuleCases.Clean), MemberType = typeof(RuleCases))]
    public Task Network_IsLeftAlone(string name, string source)
    {
        Assert.NotEmpty(name);
        return new AnalyzerTest<NetworkAnalyzer>(source).RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Factor_BeyondWhatANumberHoldsIsAPower()
    {
        using var editor = new Editor(Networks.Class("[Network, Input(20, Std = 1)]\n" + Networks.Times(600, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]"));
        var found = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG1001");
        Assert.Equal(
            "Vanishing gradient: a unit of dense1 gets 10^376 times less gradient than one of dense600 (R = -376, confidence 100%)", found.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>What .editorconfig says of an id holds for each of its severities.</summary>
    [Theory]
    [MemberData(nameof(RuleCases.All), MemberType = typeof(RuleCases))]
    public async Task Severity_IsWhatTheEditorIsConfiguredTo(RuleCase test)
    {
        var source = "using NetGen;\n" + test.Source.Replace("{|#0:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal) + "\npublic partial class Net;\n";
        foreach (var configured in (ReportDiagnostic[])[ReportDiagnostic.Suppress, ReportDiagnostic.Error, ReportDiagnostic.Info, ReportDiagnostic.Warn])
        {
            var tree = CSharpSyntaxTree.ParseText(source, Consumer.ParseOptions, "Net.cs", cancellationToken: TestContext.Current.CancellationToken);
            var compilation = CSharpCompilation.Create(
                "Consumer", [tree], Consumer.References, Consumer.CompilationOptions.WithSyntaxTreeOptionsProvider(new Configured(test.Id, configured)));
            var found = await compilation.WithAnalyzers(Consumer.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            var severities = found.Where(d => d.Id == test.Id).Select(static d => d.Severity).Distinct();
            Assert.Equal(configured switch { ReportDiagnostic.Suppress => [], ReportDiagnostic.Error => [DiagnosticSeverity.Error], ReportDiagnostic.Info => [DiagnosticSeverity.Info], _ => [DiagnosticSeverity.Warning] }, severities);
        }
    }

    [Fact]
    public void Cases_CoverEveryRule() =>
        Assert.Equal(
            Rules.RuleTable.Networks.Select(static r => r.Descriptor.Id),
            RuleCases.All.Select(static row => row.Data.Id).Distinct().Order(StringComparer.Ordinal));

    /// <summary>An .editorconfig with one line: <c>dotnet_diagnostic.{id}.severity</c>.</summary>
    private sealed class Configured(string id, ReportDiagnostic severity) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic value)
        {
            value = severity;
            return diagnosticId == id;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic value)
        {
            value = default;
            return false;
        }
    }
}
