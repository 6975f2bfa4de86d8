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
    public void Cases_CoverEveryRule() =>
        Assert.Equal(
            Rules.RuleTable.Networks.Select(static r => r.Descriptor.Id),
            RuleCases.All.Select(static row => row.Data.Id).Distinct().Order(StringComparer.Ordinal));
}
