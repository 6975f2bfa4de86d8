namespace NetGen.Tests.Training;

/// <summary>
/// The regression y = x² by y = wx + b on x = 1..1000 with a learning rate of 0.01, which explodes: least squares is w = 1001,
/// b = -167167, and the first gradient (-5.010005e8, -667667) is known.
/// </summary>
public class ExplosionTests
{
    private static readonly float[] s_x = [.. Enumerable.Range(1, 1000).Select(static i => (float)i)];
    private static readonly float[] s_y = [.. Enumerable.Range(1, 1000).Select(static i => (float)i * i)];

    [Fact]
    public void ContinueShowsWhenEachNumberIsLost()
    {
        var net = new LineNet(1);
        using var trainer = new Trainer<LineNet>(net, new SGD(0.01f)) { NonFinite = NonFinitePolicy.Continue };
        var first = new Dictionary<NonFiniteValues, long>();
        for (int i = 1; i <= 12; i++)
        {
            StepResult step = trainer.Step(s_x, s_y);
            foreach (NonFiniteValues what in new[] { NonFiniteValues.Loss, NonFiniteValues.Gradient, NonFiniteValues.Parameters })
            {
                if (step.NonFinite.HasFlag(what))
                {
                    first.TryAdd(what, step.Step);
                }
            }

            float w = net.Dense1.Weight[0, 0];
            float b = net.Dense1.Bias[0];
            if (i == 1)
            {
                Assert.Equal(5.01000945e8, step.GradientNorm, 500.0);
                Assert.Equal(5010005, w, 5.0);
                Assert.Equal(6676.67, b, 0.1);
            }
            else if (i == 2)
            {
                Assert.Equal(-3.34402e10, w, 1e5);
                Assert.Equal(-5.01369e7, b, 1e3);
            }
        }

        Assert.Equal((5, 9, 9), (first[NonFiniteValues.Loss], first[NonFiniteValues.Gradient], first[NonFiniteValues.Parameters]));
    }

    [Fact]
    public void ThrowStopsAtTheLossAndRollBackKeepsTheLastFiniteParameters()
    {
        var net = new LineNet(1);
        using var trainer = new Trainer<LineNet>(net, new SGD(0.01f));
        for (int i = 1; i <= 4; i++)
        {
            trainer.Step(s_x, s_y);
        }

        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(s_x, s_y));
        Assert.Equal((5L, NonFiniteValues.Loss), (thrown.Step, thrown.What));
        HealthFinding finding = trainer.Health.Report().Findings[0];
        Assert.Contains("root mean square is 578", finding.Cause, StringComparison.Ordinal);
        Assert.Contains("DataSet.Standardize", finding.Remedy, StringComparison.Ordinal);

        var rolled = new LineNet(1);
        using var careful = new Trainer<LineNet>(rolled, new SGD(0.01f)) { NonFinite = NonFinitePolicy.RollBack };
        var before = new List<float>();
        for (int i = 1; i <= 5; i++)
        {
            before.Add(rolled.Dense1.Weight[0, 0]);
            Assert.Equal(i < 5 ? StepOutcome.Applied : StepOutcome.RolledBack, careful.Step(s_x, s_y).Outcome);
        }

        Assert.Equal(before[3], rolled.Dense1.Weight[0, 0]);
    }

    [Fact]
    public void StandardisedInputsArriveAtLeastSquares()
    {
        var net = new LineNet(1);
        DataSet data = DataSet.FromTargets(s_x, 1, s_y, 1);
        Standardizer scale = data.Standardize();
        using var trainer = new Trainer<LineNet>(net, new SGD(0.01f));
        TrainingResult result = trainer.Fit(
            scale.Apply(data), new FitOptions { Epochs = 1000, BatchSize = 1000, Shuffle = false }, null, TestContext.Current.CancellationToken);
        double w = net.Dense1.Weight[0, 0] / scale.Deviation[0];
        double b = net.Dense1.Bias[0] - (w * scale.Mean[0]);
        Assert.Equal(1001, w, 1.0);
        Assert.Equal(-167167, b, 167.0);
        Assert.Equal(1, trainer.Evaluate(scale.Apply(data)).Loss / 5.5555278e9, 1e-4);
        Assert.Equal(1000, result.Steps);
    }
}
