using NetGen.Tests.Training;

namespace NetGen.Tests.Health;

/// <summary>Synthetic sequences of norms, updates and activations.</summary>
public class VerdictTests
{
    private static readonly NetworkInfo s_info = HandSpecs.Chain("Net", 2, "MeanSquaredError", "Dense:4 Tanh Dense:4 ReLU Dense:1");

    [Theory]
    [InlineData(1e-3, HealthVerdict.Healthy)]
    [InlineData(1e-5, HealthVerdict.Healthy)]
    [InlineData(1e-2, HealthVerdict.Healthy)]
    [InlineData(0.9e-6, HealthVerdict.Vanishing)]
    [InlineData(0, HealthVerdict.Vanishing)]
    [InlineData(0.11, HealthVerdict.Exploding)]
    public void VerdictComesAfterTwentySteps(double ratio, HealthVerdict expected)
    {
        var run = new SyntheticRun(s_info);
        for (int i = 1; i < HealthMonitor.Patience; i++)
        {
            Assert.Equal(HealthVerdict.Unknown, run.Step(ratio));
        }

        Assert.Equal(expected, run.Step(ratio));
        Assert.Equal(expected, run.Monitor.Verdict);
    }

    [Fact]
    public void AFindingMustHoldForTwentyConsecutiveSteps()
    {
        var run = new SyntheticRun(s_info);
        run.Steps(30, 1e-3);

        // 19 bad steps and a good one, many times over: still healthy.
        for (int i = 0; i < 10; i++)
        {
            run.Steps(19, 1e-8);
            Assert.Equal(HealthVerdict.Healthy, run.Step(1e-3));
        }

        run.Steps(19, 1e-8);
        Assert.Equal(HealthVerdict.Vanishing, run.Step(1e-8));

        // And the way back takes as long.
        run.Steps(19, 1e-3);
        Assert.Equal(HealthVerdict.Vanishing, run.Monitor.Verdict);
        Assert.Equal(HealthVerdict.Healthy, run.Step(1e-3));
    }

    [Fact]
    public void BetweenTheThresholdsTheFindingStays()
    {
        var run = new SyntheticRun(s_info);
        run.Steps(20, 3e-6);
        Assert.Equal(HealthVerdict.Healthy, run.Monitor.Verdict);
        run.Steps(20, 1e-7);
        Assert.Equal(HealthVerdict.Vanishing, run.Monitor.Verdict);
        run.Steps(100, 3e-6);
        Assert.Equal(HealthVerdict.Vanishing, run.Monitor.Verdict);
        run.Steps(20, 2e-5);
        Assert.Equal(HealthVerdict.Healthy, run.Monitor.Verdict);
        run.Steps(100, 0.05);
        Assert.Equal(HealthVerdict.Healthy, run.Monitor.Verdict);
        run.Steps(20, 0.2);
        run.Steps(100, 0.05);
        Assert.Equal(HealthVerdict.Exploding, run.Monitor.Verdict);
    }

    [Fact]
    public void OneLayerIsEnough()
    {
        var run = new SyntheticRun(s_info);
        for (int i = 0; i < 20; i++)
        {
            run.Step([1e-8, 1e-3, 1e-3]);
        }

        HealthReport report = run.Monitor.Report();
        Assert.Equal(HealthVerdict.Vanishing, report.Verdict);
        Assert.Equal(
            [HealthVerdict.Vanishing, HealthVerdict.Healthy, HealthVerdict.Healthy, HealthVerdict.Healthy, HealthVerdict.Healthy],
            report.Layers.Select(static l => l.Verdict));
        Assert.Equal(["dense1", "tanh1", "dense2", "relu1", "dense3"], report.Layers.Select(static l => l.Name));
        HealthFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("dense1", "Net.cs(3)", HealthVerdict.Vanishing), (finding.Layer, finding.Source, finding.Verdict));
        Assert.Equal(1e-8, report.Layers[0].UpdateRatio!.Value, 1e-12);
    }

    [Fact]
    public void MixedFindingsAtTheStartGiveTheMostFrequent()
    {
        var run = new SyntheticRun(s_info);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(HealthVerdict.Unknown, run.Monitor.Verdict);
            run.Step(i % 4 == 0 ? 1e-3 : 0.5);
        }

        Assert.Equal(HealthVerdict.Exploding, run.Monitor.Verdict);
    }

    [Theory]
    [InlineData(NonFiniteValues.Loss)]
    [InlineData(NonFiniteValues.Gradient)]
    [InlineData(NonFiniteValues.Parameters)]
    public void NonFiniteCountsAtOnce(NonFiniteValues what)
    {
        var run = new SyntheticRun(s_info);
        run.Step(1e-3);
        Assert.Equal(HealthVerdict.NonFinite, run.Monitor.Observe(2, double.NaN, what, default, default));
        HealthFinding finding = run.Monitor.Report().Findings[0];
        Assert.Equal(HealthVerdict.NonFinite, finding.Verdict);
        Assert.Contains($"step 2: {what}", finding.Cause, StringComparison.Ordinal);
        run.Steps(19, 1e-3);
        Assert.Equal(HealthVerdict.NonFinite, run.Monitor.Verdict);
        Assert.Equal(HealthVerdict.Healthy, run.Step(1e-3));
    }

    [Fact]
    public void ASpikeIsRecordedAndIsNoVerdict()
    {
        var run = new SyntheticRun(s_info);
        run.Steps(40, 1e-3, norm: 2);
        run.Steps(1, 1e-3, norm: 21);
        run.Steps(1, 1e-3, norm: 19);
        run.Steps(10, 1e-3, norm: 2);
        HealthReport report = run.Monitor.Report();
        Assert.Equal(HealthVerdict.Healthy, report.Verdict);
        Assert.Equal([new GradientSpike(41, 21, 2)], report.Spikes);
        Assert.Equal(1, run.Monitor.SpikeCount);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void ANormThatGrowsStepByStepIsExploding()
    {
        var run = new SyntheticRun(s_info);
        run.Steps(20, 1e-3, norm: 1);
        double norm = 1;
        for (int i = 0; i < 30; i++)
        {
            run.Steps(1, 1e-3, norm *= 3);
        }

        HealthReport report = run.Monitor.Report();
        Assert.Equal(HealthVerdict.Exploding, report.Verdict);
        Assert.Equal(16, report.Spikes.Length);
        Assert.True(report.SpikeCount > 16);
        Assert.Equal(50, report.Spikes[^1].Step);
        Assert.Contains("10 times its running median", Assert.Single(report.Findings).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void FrozenLayersAreNotJudged()
    {
        var optimizer = new SGD(0.1f) { Groups = { new ParameterGroup("dense1.*") { LearningRateScale = 0 } } };
        var run = new SyntheticRun(s_info, optimizer);
        for (int i = 0; i < 20; i++)
        {
            run.Step([0, 1e-3, 1e-3]);
        }

        Assert.Equal(HealthVerdict.Healthy, run.Monitor.Verdict);
    }

    [Theory]
    [InlineData(0.98f, 0.6, HealthVerdict.Saturated)]
    [InlineData(-0.98f, 0.6, HealthVerdict.Saturated)]
    [InlineData(0.98f, 0.4, HealthVerdict.Healthy)]
    [InlineData(0.96f, 1, HealthVerdict.Healthy)]
    public void MoreThanHalfOfATanhFlatIsSaturated(float value, double share, HealthVerdict expected)
    {
        var run = new SyntheticRun(s_info);
        for (int i = 0; i < 20; i++)
        {
            run.Activate("tanh1", (row, unit) => ((row * 4) + unit) < share * 40 ? value : 0.1f);
            run.Step(1e-3);
        }

        Assert.Equal(expected, run.Monitor.Verdict);
        LayerHealth layer = run.Monitor.Report().Layers[1];
        Assert.Equal(Math.Abs(value) > 0.97 ? share : 0, layer.SaturatedFraction!.Value, 1e-9);
        Assert.Null(layer.DeadFraction);
    }

    [Fact]
    public void TheOutputOfANetworkMaySaturate()
    {
        NetworkInfo info = HandSpecs.Chain("Net", 2, "MeanSquaredError", "Dense:4 Tanh Dense:4 Sigmoid");
        var run = new SyntheticRun(info);
        for (int i = 0; i < 20; i++)
        {
            run.Activate("sigmoid1", static (_, _) => 0.999f);
            run.Step([1e-3, 1e-3]);
        }

        Assert.Equal(HealthVerdict.Healthy, run.Monitor.Verdict);
        Assert.Equal(1, run.Monitor.Report().Layers[^1].SaturatedFraction);
    }

    [Fact]
    public void UnitsThatAreZeroForTwentyBatchesAreDead()
    {
        // Half of the units are dead; the look ends with batch 20, whose finding is the first of the 20 that patience asks for.
        var run = new SyntheticRun(s_info);
        for (int i = 1; i < 20 + 19; i++)
        {
            run.Activate("relu1", static (_, unit) => unit < 2 ? 0 : 1);
            run.Step(1e-3);
            Assert.NotEqual(HealthVerdict.Dead, run.Monitor.Verdict);
        }

        run.Activate("relu1", static (_, unit) => unit < 2 ? 0 : 1);
        Assert.Equal(HealthVerdict.Dead, run.Step(1e-3));
        Assert.Equal(0.5, run.Monitor.Report().Layers[3].DeadFraction);
        HealthFinding finding = Assert.Single(run.Monitor.Report().Findings);
        Assert.Equal(("relu1", HealthVerdict.Dead), (finding.Layer, finding.Verdict));
        Assert.Contains("LeakyReLU", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void UnitsThatLiveInAnyOfTwentyBatchesAreNotDead()
    {
        // Zero in every batch but one; and a batch in which nothing lives is no death either.
        var run = new SyntheticRun(s_info);
        for (int i = 0; i < 200; i++)
        {
            int step = i;
            run.Activate("relu1", (_, unit) => step % 19 == unit ? 1 : 0);
            Assert.True(run.Step(1e-3) is HealthVerdict.Unknown or HealthVerdict.Healthy);
        }
    }

    [Fact]
    public void ActivationIntervalOfZeroNeverLooks()
    {
        var run = new SyntheticRun(s_info);
        run.Monitor.ActivationInterval = 0;
        for (int i = 0; i < 40; i++)
        {
            run.Activate("tanh1", static (_, _) => 1);
            run.Step(1e-3);
        }

        Assert.Equal(HealthVerdict.Healthy, run.Monitor.Verdict);
        Assert.Equal(0, run.Monitor.InputRootMeanSquare);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Monitor.ActivationInterval = -1);
    }
}
