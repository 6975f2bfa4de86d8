using System.Runtime.InteropServices;

namespace NetGen.Tests.Training;

/// <summary>The trainer with generated networks.</summary>
public class GeneratedNetworkTests
{
    [Fact]
    public void LearnsClasses()
    {
        (DataSet train, DataSet holdout) = TrainingData.Sectors(600, 1).Split(0.8, 1);
        var net = new PlaneNet(1);
        using var trainer = new Trainer<PlaneNet>(net, new Adam(5e-3f));
        TrainingResult result = trainer.Fit(train, new FitOptions { Epochs = 20, Validation = holdout }, null, TestContext.Current.CancellationToken);
        Assert.True(result.Epochs[^1].ValidationAccuracy > 0.93, result.ToString());
        Assert.Equal(HealthVerdict.Healthy, result.Verdict);

        // Prediction and evaluation agree.
        var scores = new float[3 * holdout.Count];
        net.Predict(holdout.Inputs, scores);
        int right = Enumerable.Range(0, holdout.Count).Count(i => Array.IndexOf(scores, scores[(3 * i)..((3 * i) + 3)].Max(), 3 * i) - (3 * i) == holdout.Labels[i]);
        Assert.Equal(right / (double)holdout.Count, trainer.Evaluate(holdout).Accuracy);
    }

    [Fact]
    public void InstrumentationChangesNoBitAndNoNorm()
    {
        DataSet data = TrainingData.Sectors(64, 1);
        var on = new PlaneNet(1);
        var off = new UnmeasuredPlaneNet(1);
        using var a = new Trainer<PlaneNet>(on, new Adam(0.01f));
        using var b = new Trainer<UnmeasuredPlaneNet>(off, new Adam(0.01f));
        for (int i = 0; i < 20; i++)
        {
            StepResult x = a.Step(data.Inputs, data.Labels);
            StepResult y = b.Step(data.Inputs, data.Labels);
            Assert.Equal(x.GradientNorm, y.GradientNorm, 1e-6 * x.GradientNorm);
            Assert.Equal(a.Gradients.Select(static l => (l.Name, l.NonFinite, l.MaxAbs)), b.Gradients.Select(static l => (l.Name, l.NonFinite, l.MaxAbs)));
        }

        Assert.Equal(Bits(on.Parameters), Bits(off.Parameters));
    }

    [Fact]
    public void PredictionAndTrainingAtTheSameTimeDoNotDisturbEachOther()
    {
        DataSet data = TrainingData.Sectors(256, 1);
        var alone = new PlaneNet(1);
        Train(alone);

        var net = new PlaneNet(1);
        using var done = new CancellationTokenSource();
        var fixedNet = new PlaneNet(2);
        var expected = new float[3 * data.Count];
        fixedNet.Predict(data.Inputs, expected);
        long predictions = 0;
        var threads = new Thread[2];
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(() =>
            {
                try
                {
                    var scores = new float[3 * data.Count];
                    do
                    {
                        net.Predict(data.Inputs, scores);
                        Assert.True(Array.TrueForAll(scores, float.IsFinite));
                        fixedNet.Predict(data.Inputs, scores);
                        Assert.Equal(expected, scores);
                        Interlocked.Increment(ref predictions);
                    }
                    while (!done.IsCancellationRequested);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    failures.Enqueue(e);
                }
            });
            threads[t].Start();
        }

        Train(net);
        done.Cancel();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(failures);
        Assert.True(predictions >= 2);
        Assert.Equal(Bits(alone.Parameters), Bits(net.Parameters));

        void Train(PlaneNet network)
        {
            using var trainer = new Trainer<PlaneNet>(network, new Adam(0.01f));
            for (int i = 0; i < 300; i++)
            {
                trainer.Step(data.Inputs, data.Labels);
            }
        }
    }

    [Fact]
    public void ASumIsReportedPerSample()
    {
        DataSet data = TrainingData.Sectors(50, 1);
        using var trainer = new Trainer<SummedPlaneNet>(new(1), new SGD(1e-3f));
        double whole = trainer.Evaluate(data).Loss;
        Assert.Equal(whole, trainer.Evaluate(data, 7).Loss, 1e-5);
        Assert.Equal(whole * 50, trainer.Step(data.Inputs, data.Labels).Loss, 1e-3);
    }

    [Fact]
    public void ATowerOfSigmoidsIsFoundVanishingWithItsRemedy()
    {
        DataSet data = TrainingData.Sectors(64, 1);
        using var trainer = new Trainer<SigmoidTower>(new(1), new SGD(0.01f));
        StepResult step = default;
        for (int i = 0; i < HealthMonitor.Patience; i++)
        {
            step = trainer.Step(data.Inputs, data.Labels);
        }

        Assert.Equal(HealthVerdict.Vanishing, step.Verdict);
        double ratio = trainer.Gradients[0].Norm / trainer.Gradients[12].Norm;
        Assert.InRange(ratio, 1e-12, 1e-4);
        HealthFinding finding = trainer.Health.Report().Findings.First(static f => f.Layer == "dense1");
        Assert.Contains("SigmoidTower.cs", finding.Source, StringComparison.Ordinal);
        Assert.Contains("ReLU with Init.HeNormal", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        DataSet data = TrainingData.Sectors(64, 1);
        using var trainer = new Trainer<PlaneNet>(new(1), new Adam(0.01f)) { Clip = Clip.GlobalNorm(1f), NonFinite = NonFinitePolicy.RollBack };
        trainer.Step(data.Inputs, data.Labels);
        trainer.Step(data.Inputs[..10], data.Labels[..5]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            trainer.Step(data.Inputs, data.Labels);
            trainer.Step(data.Inputs[..10], data.Labels[..5]);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ANonFiniteGradientIsTracedToTheAttribute()
    {
        var net = new PlaneNet(1);
        using var trainer = new Trainer<PlaneNet>(net, new SGD(0.1f));
        net.Dense2.Weight[3, 4] = float.PositiveInfinity;
        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step([1f, 2f], [0]));
        Assert.Equal(("dense2.weight", "dense2", 3, 4), (thrown.Parameter, thrown.Layer, thrown.Row, thrown.Column));
        Assert.Contains("PlaneNet.cs(6)", thrown.Source, StringComparison.Ordinal);
        Assert.Contains("PlaneNet.cs(6)", thrown.Message, StringComparison.Ordinal);
    }

    private static int[] Bits(ParameterBuffer parameters) => MemoryMarshal.Cast<float, int>(parameters.Values).ToArray();
}
