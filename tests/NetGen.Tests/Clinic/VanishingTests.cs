using GradientClinic.Experiments;
using GradientClinic.Results;

namespace NetGen.Tests.Clinic;

public sealed class VanishingTests
{
    private const int Seeds = 75;
    private static readonly Lazy<IReadOnlyList<VanishingRun>> s_runs = new(Run);

    // Root mean squares over seeds, measured with an independent implementation in double precision.
    [Theory]
    [InlineData("N(0,1)", "squared error", 0.678, 0.161)]
    [InlineData("Xavier", "squared error", 1.03, 0.279)]
    [InlineData("He", "squared error", 1.01, 0.282)]
    [InlineData("LeCun", "squared error", 0.886, 0.262)]
    [InlineData("N(0,1)", "BCE", 4.83, 1.22)]
    [InlineData("Xavier", "BCE", 2.50, 0.682)]
    [InlineData("He", "BCE", 2.47, 0.695)]
    [InlineData("LeCun", "BCE", 1.94, 0.575)]
    public void Gradients_of_reading_A_are_the_measured_ones(string init, string loss, double first, double second)
    {
        VanishingRun run = s_runs.Value.Single(r => r.Reading == "A" && r.Input == "standardised" && r.Batch == 32 && r.Init == init && r.Loss == loss);
        Assert.Equal(Seeds, run.Seeds);
        Assert.Equal(first, run.Layers[0].RmsGradientNorm, 0.15 * first);
        Assert.Equal(second, run.Layers[1].RmsGradientNorm, 0.15 * second);
        Assert.Equal(init == "N(0,1)" ? Verdict.Vanishes : Verdict.Cured, run.Verdict);
    }

    [Fact]
    public void A_single_sample_typically_teaches_almost_nothing_with_unit_normal_weights()
    {
        VanishingRun run = s_runs.Value.Single(r => r is { Reading: "A", Input: "standardised", Batch: 1, Init: "N(0,1)", Loss: "squared error" });
        Assert.InRange(run.Layers[0].MedianGradientNorm, 0.002, 0.02);
        Assert.True(run.Layers[0].RmsGradientNorm > 100 * run.Layers[0].MedianGradientNorm);
        Assert.Equal(0.95, run.SaturatedFraction, 0.01);
    }

    [Fact]
    public void No_initialiser_rescues_raw_input()
    {
        List<VanishingRun> raw = [.. s_runs.Value.Where(r => r is { Reading: "A", Input: "raw" })];
        Assert.Equal(4, raw.Count);
        Assert.All(raw, static r => Assert.Equal(Verdict.Vanishes, r.Verdict));
        Assert.Equal(0, raw.Single(r => r.Init == "N(0,1)").Layers[0].MedianGradientNorm);
        Assert.Equal(0.998, raw.Single(r => r.Init == "Xavier").SaturatedFraction, 0.002);
    }

    [Theory]
    [InlineData("N(0,1)", "/1000", 0.148, 0.146)]
    [InlineData("Xavier", "/1000", 0.086, 0.083)]
    [InlineData("N(0,1)", "standardised", 0.072, 0.066)]
    [InlineData("Xavier", "standardised", 0.295, 0.285)]
    [InlineData("Xavier", "raw", 2.07, 0.678)]
    public void Medians_of_reading_B_are_the_measured_ones_within_a_factor_of_two(string init, string input, double first, double second)
    {
        VanishingRun run = s_runs.Value.Single(r => r.Reading == "B" && r.Input == input && r.Init == init);
        Assert.InRange(run.Layers[0].MedianGradientNorm, first / 2, first * 2);
        Assert.InRange(run.Layers[1].MedianGradientNorm, second / 2, second * 2);
    }

    private static IReadOnlyList<VanishingRun> Run()
    {
        var gradients = new VanishingGradients(seed: 1, Seeds);
        Parallel.ForEach(gradients.Jobs, job => job(TestContext.Current.CancellationToken));
        return gradients.Result();
    }
}
