namespace NetGen.Analyzers.Tests;

/// <summary>Every rule about code that trains networks.</summary>
public sealed class TrainerRuleTests
{
    [Theory]
    [MemberData(nameof(TrainerRuleCases.All), MemberType = typeof(TrainerRuleCases))]
    public Task Training_IsReported(RuleCase test) =>
        new AnalyzerTest<TrainerAnalyzer>(test.Source, generate: true).Expect(test.Id, test.Severity, test.Message).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(TrainerRuleCases.Clean), MemberType = typeof(TrainerRuleCases))]
    public Task Training_IsLeftAlone(string statement) =>
        new AnalyzerTest<TrainerAnalyzer>(TrainerRuleCases.Program(statement), generate: true).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public void Cases_CoverEveryRule() =>
        Assert.Equal(
            Rules.RuleTable.Trainers.Select(static r => r.Descriptor.Id),
            TrainerRuleCases.All.Select(static row => row.Data.Id).Distinct().Order(StringComparer.Ordinal));
}
