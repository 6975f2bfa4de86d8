namespace NetGen.Tests.Health;

/// <summary>Networks that are known to lose their gradient over time, to blow it up, or to keep it.</summary>
public class TimeHealthTests
{
    [Fact]
    public void AShrinkingStateVanishesOverTime()
    {
        HealthReport report = Run<ShrinkingTime>();
        Assert.Equal(HealthVerdict.Vanishing, report.Verdict);
        HealthFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("simplernn1", HealthVerdict.Vanishing), (finding.Layer, finding.Verdict));

        // Orthogonal of scale 0.5 and slopes of tanh below 1, over 26 steps.
        double decades = report.Layers[0].DecadesOverTime!.Value;
        Assert.InRange(decades, -13, 26 * Math.Log10(0.5));
        Assert.Equal(decades, report.Layers[0].PredictedDecadesOverTime!.Value, 0.5);
        Assert.Equal(ShrinkingTime.Prediction.Layer("simplernn1")!.DecadesOverTime, report.Layers[0].PredictedDecadesOverTime);
        Assert.Matches(@"^The gradient of its state falls by 10\^-1\d\.\d over 26 steps \(predicted 10\^-1\d\.\d\): early steps do not learn\.", finding.Cause);
        Assert.Contains("simplernn1.recurrentWeight starts as Init.Orthogonal of scale 0.5", finding.Cause, StringComparison.Ordinal);
        Assert.Contains("GRU with UpdateBias = 3.3 or an LSTM with Chrono = 28", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("Init.Identity", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("TruncateAt is no cure", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("  over time 10^-1", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AStretchingStateExplodesOverTime()
    {
        HealthReport report = Run<StretchingTime>(rate: 1e-13f);
        Assert.Equal(HealthVerdict.Exploding, report.Verdict);
        HealthFinding finding = report.Findings.First(static f => f.Verdict == HealthVerdict.Exploding);
        Assert.Matches(@"^The gradient of its state grows by 10\^[2345]\.\d over 26 steps \(predicted 10\^[2345]\.\d\): early steps outweigh all others\. simplernn1\.recurrentWeight starts as Init\.Identity of scale 1\.4", finding.Cause);
        Assert.StartsWith("A clip (Clip.GlobalNorm(1)) contains it", finding.Remedy, StringComparison.Ordinal);
        Assert.StartsWith("The clip contains it", Run<StretchingTime>(rate: 1e-13f, clip: true).Findings.First(static f => f.Verdict == HealthVerdict.Exploding).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOverflowNamesTheLayerThatGrewOverTime()
    {
        var network = new StretchingTime(seed: 3);
        using var trainer = new Trainer<StretchingTime>(network, new SGD(1e-2f)) { NonFinite = NonFinitePolicy.SkipStep };
        (float[] input, float[] targets) = Batch<StretchingTime>(new Philox(5));
        for (int i = 0; i < 3; i++)
        {
            trainer.Step(input, targets);
        }

        Assert.Matches(@"The gradient of simplernn1 grew by 10\^\d\.\d over 26 steps\.", trainer.Health.Report().Findings[0].Cause);
    }

    [Theory]
    [InlineData("IdentityTime")]
    [InlineData("ChronoTime")]
    [InlineData("KeepingGRUTime")]
    [InlineData("EveryStepTime")]
    public void WhatKeepsTheGradientIsHealthy(string name)
    {
        HealthReport report = name switch
        {
            "IdentityTime" => Run<IdentityTime>(),
            "ChronoTime" => Run<ChronoTime>(),
            "KeepingGRUTime" => Run<KeepingGRUTime>(),
            _ => Run<EveryStepTime>(),
        };
        Assert.InRange(report.Layers[0].DecadesOverTime!.Value, -1, 1);
        Assert.Equal(HealthVerdict.Healthy, report.Verdict);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void AnLSTMThatForgetsAndAGRUThatDoesNotKeepVanish()
    {
        HealthReport report = Run<ForgetfulTime>();
        HealthFinding finding = Assert.Single(report.Findings);
        Assert.Equal(HealthVerdict.Vanishing, finding.Verdict);
        Assert.StartsWith("Chrono = 28, or ForgetBias = 3.3 lets its memory last for 28 steps.", finding.Remedy, StringComparison.Ordinal);

        report = Run<PlainGRUTime>();
        finding = Assert.Single(report.Findings);
        Assert.StartsWith("UpdateBias = 3.3 lets its state last for 28 steps", finding.Remedy, StringComparison.Ordinal);

        // The remedies hold: the same layers with them are healthy above.
        Assert.True(report.Layers[0].DecadesOverTime < -HealthMonitor.SevereDecades);
    }

    [Fact]
    public void TheLowerOfTwoLayersIsJudgedByItself()
    {
        HealthReport report = Run<StackedTime>();
        Assert.Equal(["simplernn1"], [.. report.Findings.Where(static f => f.Cause.StartsWith("The gradient of its state", StringComparison.Ordinal) && f.Layer == "simplernn1").Select(static f => f.Layer)]);
        Assert.True(report.Layers[0].DecadesOverTime > report.Layers[1].DecadesOverTime);
    }

    [Fact]
    public void ACutBoundsTheStepsAndBothWalksAreSeen()
    {
        // Of 28 steps cut at 8, 16 and 24, the gradient reaches the last four of the walk forward; of the other walk, those up to the cut.
        HealthReport report = Run<BothWaysTime>();
        double decades = report.Layers[0].DecadesOverTime!.Value;
        Assert.InRange(decades, 3 * Math.Log10(0.4 * 0.5), 2 * Math.Log10(0.4));
        Assert.Equal(report.Layers[0].PredictedDecadesOverTime!.Value, decades, 0.3);
    }

    [Fact]
    public void WithoutInstrumentationNothingIsJudged()
    {
        HealthReport report = Run<UnmeasuredTime>();
        Assert.Null(report.Layers[0].DecadesOverTime);
        Assert.Equal(HealthVerdict.Healthy, report.Verdict);
    }

    [Fact]
    public void SamplesWithoutAStepAreNoReasonToJudge()
    {
        var network = new PaddedTime(seed: 3);
        using var trainer = new Trainer<PaddedTime>(network, new SGD(1e-3f));
        float[] input = new float[8 * 24], targets = new float[8];
        Array.Fill(targets, 1f);
        for (int i = 0; i < 25; i++)
        {
            trainer.Step(input, targets);
        }

        Assert.Null(trainer.Health.Report().Layers[0].DecadesOverTime);

        // Samples of three steps: the gradient begins at their own last step.
        for (int row = 0; row < 8; row++)
        {
            input.AsSpan(row * 24, 12).Fill(0.1f * (row + 1));
        }

        for (int i = 0; i < 25; i++)
        {
            trainer.Step(input, targets);
        }

        Assert.InRange(trainer.Health.Report().Layers[0].DecadesOverTime!.Value, -1, -0.4);
    }

    [Fact]
    public void AFrozenLayerIsNotToBeCured()
    {
        var network = new ShrinkingTime(seed: 3);
        var optimizer = new SGD(1e-3f);
        optimizer.Groups.Add(new ParameterGroup("simplernn1.*") { LearningRateScale = 0 });
        using var trainer = new Trainer<ShrinkingTime>(network, optimizer);
        (float[] input, float[] targets) = Batch<ShrinkingTime>(new Philox(5));
        for (int i = 0; i < 25; i++)
        {
            trainer.Step(input, targets);
        }

        Assert.Equal(HealthVerdict.Healthy, trainer.Health.Verdict);
    }

    private static HealthReport Run<TNetwork>(float rate = 1e-3f, bool clip = false)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        using var trainer = new Trainer<TNetwork>(network, new SGD(rate)) { Clip = clip ? Clip.GlobalNorm(1e9f) : null };
        var random = new Philox(5);
        for (int i = 0; i < 25; i++)
        {
            (float[] input, float[] targets) = Batch<TNetwork>(random);
            trainer.Step(input, targets);
        }

        return trainer.Health.Report();
    }

    private static (float[] Input, float[] Targets) Batch<TNetwork>(Philox random)
        where TNetwork : class, INetwork<TNetwork> =>
        ([.. Enumerable.Range(0, 32 * TNetwork.Info.InputSize).Select(_ => (float)random.NextNormal())],
            [.. Enumerable.Range(0, 32 * TNetwork.Info.OutputSize).Select(_ => (float)random.NextNormal())]);
}
