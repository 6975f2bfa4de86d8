using NetGen.Tests.Training;

namespace NetGen.Tests.Health;

/// <summary>Remedies name the cause that was measured, and the cure before what only contains.</summary>
public class AdviceTests
{
    [Fact]
    public void LargeInputsAreNamedAsTheCauseOfAnExplosion()
    {
        NetworkInfo info = HandSpecs.Chain("Net", 1, "MeanSquaredError", "Dense:1");
        var run = new SyntheticRun(info, new SGD(0.01f), input: 577);
        run.Steps(20, 0.5);
        HealthFinding finding = Assert.Single(run.Monitor.Report().Findings);
        Assert.Contains("root mean square is 577", finding.Cause, StringComparison.Ordinal);
        Assert.StartsWith("Standardise the inputs (DataSet.Standardize): that cures.", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("neither gets far", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void ALearningRateIsSuggestedFromTheUpdateRatio()
    {
        NetworkInfo info = HandSpecs.Chain("Net", 1, "MeanSquaredError", "Dense:1");
        var run = new SyntheticRun(info, new SGD(0.5f));
        run.Steps(20, 0.5);
        HealthFinding finding = Assert.Single(run.Monitor.Report().Findings);
        Assert.Contains("50% of their norm", finding.Cause, StringComparison.Ordinal);
        Assert.Contains("(now 0.5; about 0.01 by this measurement)", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("A clip (Clip.GlobalNorm(1)) keeps the numbers finite; it does not remove the cause.", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsDrawnTooLargeAreNamedForSaturation()
    {
        NetworkInfo info = HandSpecs.Chain(
            "Net", 100, "MeanSquaredError", "Dense:10 Tanh Dense:1", Instrumentation.On,
            static p => p.Role == ParameterRole.Weight ? p with { Initializer = new InitializerSpec(Init.Normal) } : p);
        var run = new SyntheticRun(info, new SGD(0.1f));
        for (int i = 0; i < 20; i++)
        {
            run.Activate("tanh1", static (_, _) => 1);
            run.Step([1e-8, 1e-3]);
        }

        HealthReport report = run.Monitor.Report();
        Assert.Equal(HealthVerdict.Saturated, report.Verdict);
        Assert.Equal(["tanh1", "dense1"], report.Findings.Select(static f => f.Layer));
        Assert.Contains("dense1.weight was drawn with deviation 1, too large for 100 inputs: about 0.1", report.Findings[0].Cause, StringComparison.Ordinal);
        Assert.Contains("Init.XavierUniform", report.Findings[0].Remedy, StringComparison.Ordinal);
        Assert.Contains("The gradient is lost in tanh1, which is saturated.", report.Findings[1].Cause, StringComparison.Ordinal);
        Assert.Contains("tanh1", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void InitialisationIsNotRecommendedAgainstUnscaledInputs()
    {
        NetworkInfo info = HandSpecs.Chain("Net", 2, "MeanSquaredError", "Dense:10 Tanh Dense:1");
        var run = new SyntheticRun(info, new SGD(0.1f), input: 500);
        for (int i = 0; i < 20; i++)
        {
            run.Activate("tanh1", static (_, _) => 1);
            run.Step([1e-3, 1e-3]);
        }

        Assert.Contains("no initialisation rescues inputs on that scale", Assert.Single(run.Monitor.Report().Findings).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void VanishingThroughSigmoidsRecommendsOtherActivationsAndNoClip()
    {
        NetworkInfo info = HandSpecs.Chain("Net", 2, "MeanSquaredError", "Dense:10 Sigmoid Dense:10 Sigmoid Dense:1");
        var run = new SyntheticRun(info, new SGD(0.1f));
        for (int i = 0; i < 20; i++)
        {
            run.Step([1e-8, 1e-4, 1e-3]);
        }

        HealthFinding finding = Assert.Single(run.Monitor.Report().Findings);
        Assert.Contains("at each Sigmoid by its slope", finding.Cause, StringComparison.Ordinal);
        Assert.Contains("ReLU with Init.HeNormal", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("A clip does not help.", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void AllLayersAlikeIsAMatterOfTheLearningRate()
    {
        NetworkInfo info = HandSpecs.Chain("Net", 2, "MeanSquaredError", "Dense:10 Sigmoid Dense:1");
        var run = new SyntheticRun(info, new SGD(1e-9f));
        run.Steps(20, 1e-9);
        Assert.All(run.Monitor.Report().Findings, static f => Assert.Contains("learning rate (1E-09) is too small", f.Cause, StringComparison.Ordinal));
    }
}
