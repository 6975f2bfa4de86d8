using GradientClinic.Experiments;
using GradientClinic.Results;

namespace NetGen.Tests.Clinic;

public sealed class ExplosionTests
{
    private static readonly Lazy<ExplosionResult> s_result = new(Run);

    [Fact]
    public void Least_squares_is_the_known_line()
    {
        LineFit best = s_result.Value.LeastSquares;
        Assert.Equal(1001, best.W, 1e-9);
        Assert.Equal(-167167, best.B, 1e-6);
        Assert.Equal(5.5555278e9, best.Mse, 1e3);
    }

    [Fact]
    public void The_untreated_run_overflows_at_the_known_steps()
    {
        ExplosionRun run = Named("untreated");
        Assert.Equal(new FirstNonFinite(Loss: 5, Gradient: 9, Parameters: 9), run.FirstNonFinite);
        Assert.Null(run.W);
        Assert.Null(run.MseRatio);
        Assert.Equal(Verdict.Explodes, run.Verdict);
        Assert.InRange(run.Curve.GradientNorm[1]!.Value / run.Curve.GradientNorm[0]!.Value, 6600, 6750);
    }

    // Slopes, intercepts and ratios of a run in double precision.
    [Theory]
    [InlineData("learning rate 2.9e-6", 750.7, -240.7, 2.25)]
    [InlineData("clip by global norm 1", 10.0, 0.013, 35.2)]
    [InlineData("clip by global norm 1000", 756.5, -275.8, 2.25)]
    [InlineData("Adam 0.01", 9.97, 9.97, 35.2)]
    [InlineData("Adam 1", 648.2, 564, 2.88)]
    [InlineData("Adam 100", 847.4, -64713, 1.47)]
    [InlineData("RMSprop 0.01", 11.2, 11.2, 35.1)]
    public void A_symptom_treated_keeps_numbers_finite_and_does_not_arrive(string name, double w, double b, double ratio)
    {
        ExplosionRun run = Named(name);
        Assert.Equal(new FirstNonFinite(null, null, null), run.FirstNonFinite);
        Assert.Equal(Verdict.OnlyFinite, run.Verdict);
        Assert.Equal(w, run.W!.Value, Math.Abs(0.05 * w));
        Assert.Equal(b, run.B!.Value, Math.Abs(0.05 * b));
        Assert.Equal(ratio, run.MseRatio!.Value, 0.05 * ratio);
    }

    [Fact]
    public void Standardised_input_arrives()
    {
        ExplosionRun run = Named("standardised x");
        Assert.Equal(Verdict.Cured, run.Verdict);
        Assert.Equal(1001, run.W!.Value, 1.001);
        Assert.Equal(-167167, run.B!.Value, 167.167);
        Assert.Equal(1, run.MseRatio!.Value, 1e-6);
    }

    [Fact]
    public void Weight_normalisation_alone_does_not_help() => Assert.Equal(Verdict.Explodes, Named("weight norm").Verdict);

    private static ExplosionRun Named(string name) => s_result.Value.Runs.Single(r => r.Name == name);

    private static ExplosionResult Run()
    {
        var experiment = new ExplosionExperiment();
        foreach (Action<CancellationToken> job in experiment.Jobs)
        {
            job(TestContext.Current.CancellationToken);
        }

        return experiment.Result();
    }
}
