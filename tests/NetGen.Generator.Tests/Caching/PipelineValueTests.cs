namespace NetGen.Generator.Tests;

/// <summary>What flows through the pipeline is plain values, equal when they say the same.</summary>
public sealed class PipelineValueTests
{
    /// <summary>The steps whose values may hold nothing of the compiler.</summary>
    private static readonly string[] _plain = ["Model", "Plan", "SourceLines"];

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void ModelAndPlan_HoldNothingOfTheCompiler(string sample)
    {
        var run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, Samples.All[sample]));
        foreach (var step in _plain)
        {
            var values = Incremental.Values(run, step);
            Assert.NotEmpty(values);
            Assert.All(values, ModelWalker.AssertHoldsNoCompilerState);
        }
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void TheSameTextParsedAgain_GivesEqualValuesAndKeepsTheFiles(string sample)
    {
        var options = HarnessOptions.Default;
        var first = GeneratorHarness.Start(GeneratorHarness.Compile(options, Samples.All[sample]));
        var second = GeneratorHarness.Continue(first.Driver, GeneratorHarness.Compile(options, Samples.All[sample]));

        foreach (var step in _plain)
        {
            Assert.All(Incremental.Reasons(second, step), reason => Assert.True(Incremental.IsKept(reason), $"{step} is {reason}"));
        }

        Assert.Equal(first.Files, second.Files);
    }

    [Fact]
    public void AllSteps_AreNamedAndTracked()
    {
        const string broken = "[NetGen.Network] [NetGen.Dense(1)] internal partial class Broken;";
        var run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, Samples.Regression, broken));
        Assert.NotEmpty(Incremental.StepNames);
        Assert.All(Incremental.StepNames, name => Assert.Contains(name, run.Result.TrackedSteps.Keys));
        Assert.All(_plain, static name => Assert.Contains(name, Incremental.StepNames));
    }
}
