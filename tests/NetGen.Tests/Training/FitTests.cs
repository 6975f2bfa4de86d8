using System.Runtime.InteropServices;

namespace NetGen.Tests.Training;

public class FitTests
{
    [Fact]
    public void LearnsAndKeepsHistory()
    {
        (DataSet train, DataSet holdout) = TrainingData.Sectors(300, 1).Split(0.8, 1);
        using var trainer = new Trainer<HandNet<SoftmaxSpec>>(new(1), new Adam(0.02f));
        EvaluationResult before = trainer.Evaluate(holdout);
        var reports = new List<TrainingProgress>();
        TrainingResult result = trainer.Fit(
            train, new FitOptions { Epochs = 15, BatchSize = 50, Validation = holdout }, new SynchronousProgress<TrainingProgress>(reports.Add), TestContext.Current.CancellationToken);

        Assert.Equal(15, result.Epochs.Length);
        Assert.Equal(15 * 5, result.Steps);
        Assert.Equal(result.Steps, trainer.StepCount);
        Assert.False(result.Cancelled);
        Assert.Equal(0, result.SkippedSteps);
        Assert.True(result.Loss < result.Epochs[0].Loss / 2);
        EvaluationResult after = trainer.Evaluate(holdout);
        Assert.True(after.Accuracy > 0.85 && after.Accuracy > before.Accuracy);
        Assert.Equal(after.Loss, result.Epochs[^1].ValidationLoss);
        Assert.Equal(after.Accuracy, result.Epochs[^1].ValidationAccuracy);
        Assert.All(result.Epochs, static e => Assert.Equal((5, 0, 0), (e.Steps, e.ClippedSteps, e.SkippedSteps)));
        Assert.Equal(Enumerable.Range(1, 15), reports.Select(static r => r.Epoch));
        Assert.All(reports, static r => Assert.True(r.EpochEnded && r.Steps == 75 && r.ValidationLoss > 0));
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        Assert.StartsWith("epoch 15/15, step 75/75: loss ", reports[^1].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("15 epochs, 75 steps in ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void DoesTheStepsOfTheShuffledOrder()
    {
        // 10 samples in batches of 4: the last one has 2 and counts half in the mean.
        DataSet data = TrainingData.Functions(10, 1);
        var byHand = new HandNet<TanhSpec>(1);
        using var manual = new Trainer<HandNet<TanhSpec>>(byHand, new Adam(0.01f));
        var losses = new double[2];
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            int[] order = data.ShuffledOrder(9, epoch);
            foreach (int[] batch in order.Chunk(4))
            {
                float[] input = [.. batch.SelectMany(i => data.Inputs.Slice(2 * i, 2).ToArray())];
                float[] targets = [.. batch.SelectMany(i => data.Targets.Slice(2 * i, 2).ToArray())];
                losses[epoch - 1] += manual.Step(input, targets).Loss * (double)batch.Length / 10;
            }
        }

        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new Adam(0.01f));
        TrainingResult result = trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = 4, Seed = 9 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(Bits(byHand), Bits(net));
        Assert.Equal(losses[0], result.Epochs[0].Loss, 1e-9);
        Assert.Equal(losses[1], result.Epochs[1].Loss, 1e-9);
        Assert.Equal(6, result.Steps);
    }

    [Fact]
    public void DropLastLeavesOutThePartialBatch()
    {
        using var trainer = new Trainer<HandNet<TanhSpec>>(new(1), new Adam(0.01f));
        DataSet data = TrainingData.Functions(10, 1);
        Assert.Equal(2, trainer.Fit(data, new FitOptions { BatchSize = 4, DropLast = true }, null, TestContext.Current.CancellationToken).Steps);
        Assert.Equal(2, trainer.Fit(data, new FitOptions { BatchSize = 5 }, null, TestContext.Current.CancellationToken).Steps);
        Assert.Equal(1, trainer.Fit(data, new FitOptions { BatchSize = 11 }, null, TestContext.Current.CancellationToken).Steps);
    }

    [Fact]
    public void WithoutShuffleTakesTheSamplesInOrder()
    {
        DataSet data = TrainingData.Sectors(10, 1);
        var byHand = new HandNet<SoftmaxSpec>(1);
        using var manual = new Trainer<HandNet<SoftmaxSpec>>(byHand, new SGD(0.1f));
        manual.Step(data.Inputs[..14], data.Labels[..7]);
        manual.Step(data.Inputs[14..], data.Labels[7..]);
        var net = new HandNet<SoftmaxSpec>(1);
        using var trainer = new Trainer<HandNet<SoftmaxSpec>>(net, new SGD(0.1f));
        trainer.Fit(data, new FitOptions { BatchSize = 7, Shuffle = false }, null, TestContext.Current.CancellationToken);
        Assert.Equal(Bits(byHand), Bits(net));
    }

    [Fact]
    public void SameSeedSameBitsWhateverCameBefore()
    {
        int[] first = Train(seed: 4, trainBefore: false);
        Assert.Equal(first, Train(seed: 4, trainBefore: false));
        Assert.NotEqual(first, Train(seed: 5, trainBefore: false));

        // Another call before, with the parameters and optimizer set back, changes nothing: the order does not depend on it.
        Assert.Equal(first, Train(seed: 4, trainBefore: true));

        static int[] Train(long seed, bool trainBefore)
        {
            DataSet data = TrainingData.Functions(40, 2);
            var net = new HandNet<TanhSpec>(1);
            using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f)) { Seed = seed };
            if (trainBefore)
            {
                trainer.Fit(data, new FitOptions { Epochs = 1, BatchSize = 8 });
                net.Parameters.Initialize(1);
            }

            trainer.Fit(data, new FitOptions { Epochs = 3, BatchSize = 8 });
            return Bits(net);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    public void CancellationKeepsWhatWasLearned(int after)
    {
        DataSet data = TrainingData.Functions(20, 2);
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f));
        using var source = new CancellationTokenSource();
        int reports = 0;
        var progress = new SynchronousProgress<TrainingProgress>(_ =>
        {
            if (++reports == after)
            {
                source.Cancel();
            }
        });
        TrainingResult result = trainer.Fit(data, new FitOptions { Epochs = 4, BatchSize = 4, ReportEvery = 1 }, progress, source.Token);

        Assert.True(result.Cancelled);
        Assert.Equal(after, result.Steps);
        Assert.Equal(after, result.Epochs.Sum(static e => e.Steps));
        Assert.Contains("cancelled", result.ToString(), StringComparison.Ordinal);
        var same = new HandNet<TanhSpec>(1);
        using var manual = new Trainer<HandNet<TanhSpec>>(same, new SGD(0.1f));
        for (int step = 0; step < after; step++)
        {
            int[] batch = data.ShuffledOrder(0, 1 + (step / 5))[(step % 5 * 4)..][..4];
            manual.Step([.. batch.SelectMany(i => data.Inputs.Slice(2 * i, 2).ToArray())], [.. batch.SelectMany(i => data.Targets.Slice(2 * i, 2).ToArray())]);
        }

        Assert.Equal(Bits(same), Bits(net));
    }

    [Fact]
    public void CancelledBeforeTheFirstStep()
    {
        using var trainer = new Trainer<HandNet<TanhSpec>>(new(1), new SGD(0.1f));
        TrainingResult result = trainer.Fit(TrainingData.Functions(20, 2), new FitOptions(), null, new CancellationToken(canceled: true));
        Assert.Equal((true, 0L, 0), (result.Cancelled, result.Steps, result.Epochs.Length));
        Assert.Equal(double.NaN, result.Loss);
    }

    [Fact]
    public void CountsSkippedSteps()
    {
        var net = new HandNet<TanhSpec>(1);
        int call = 0;
        net.OnLoss = loss => ++call % 5 == 0 ? float.NaN : loss;
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f)) { NonFinite = NonFinitePolicy.SkipStep };
        TrainingResult result = trainer.Fit(TrainingData.Functions(40, 2), new FitOptions { Epochs = 2, BatchSize = 4 }, null, TestContext.Current.CancellationToken);
        Assert.Equal((20L, 4L), (result.Steps, result.SkippedSteps));
        Assert.All(result.Epochs, static e => Assert.Equal(2, e.SkippedSteps));
        Assert.True(double.IsFinite(result.Loss));
        Assert.Equal(HealthVerdict.NonFinite, result.Verdict);
    }

    [Fact]
    public void RefusesWhatDoesNotFitBeforeTraining()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f));
        int[] before = Bits(net);
        DataSet good = TrainingData.Functions(10, 1);
        Refuses<ArgumentOutOfRangeException>(good, new FitOptions { Epochs = 0 }, "Epochs");
        Refuses<ArgumentOutOfRangeException>(good, new FitOptions { BatchSize = 0 }, "BatchSize");
        Refuses<ArgumentOutOfRangeException>(good, new FitOptions { ReportEvery = -1 }, "ReportEvery");
        Refuses<ArgumentException>(good, new FitOptions { BatchSize = 11, DropLast = true }, "With DropLast, 10 samples make no batch of 11.");
        Refuses<ArgumentException>(TrainingData.Sectors(10, 1), new FitOptions(), "The loss of TanhNet, MeanSquaredError, takes no class indices");
        Refuses<ArgumentException>(good, new FitOptions { Validation = TrainingData.Sectors(10, 1) }, "takes no class indices");
        Refuses<ArgumentException>(DataSet.FromTargets(new float[9], 3, new float[6], 2), new FitOptions(), "TanhNet takes 2 inputs; the samples have 3.");
        Refuses<ArgumentException>(DataSet.FromTargets(new float[6], 2, new float[3], 1), new FitOptions(), "TanhNet has 2 outputs; the samples have 1 targets.");
        Assert.Equal(before, Bits(net));
        Assert.Equal(0, trainer.StepCount);

        using var classes = new Trainer<HandNet<SoftmaxSpec>>(new(1), new SGD(0.1f));
        DataSet four = DataSet.FromLabels(new float[4], 2, [0, 1], 4);
        Assert.Contains(
            "SoftmaxNet has 3 outputs, one for each class; the samples have 4 classes.",
            Assert.Throws<ArgumentException>(() => classes.Fit(four, new FitOptions(), null, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);

        void Refuses<T>(DataSet data, FitOptions options, string message)
            where T : Exception => Assert.Contains(message, Assert.ThrowsAny<T>(() => trainer.Fit(data, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluationDoesNotDependOnTheBatchSizeAndChangesNothing()
    {
        DataSet data = TrainingData.Sectors(101, 3);
        var net = new HandNet<SoftmaxSpec>(1);
        using var trainer = new Trainer<HandNet<SoftmaxSpec>>(net, new Adam(0.01f));
        int[] before = Bits(net);
        EvaluationResult all = trainer.Evaluate(data);
        foreach (int size in new[] { 1, 7, 100, 101, 1000 })
        {
            EvaluationResult batched = trainer.Evaluate(data, size);
            Assert.Equal(all.Loss, batched.Loss, 1e-6);
            Assert.Equal(all.Accuracy, batched.Accuracy);
        }

        var scores = new float[303];
        net.Predict(data.Inputs, scores);
        int right = Enumerable.Range(0, 101).Count(i => Array.IndexOf(scores, scores[(3 * i)..((3 * i) + 3)].Max(), 3 * i) - (3 * i) == data.Labels[i]);
        Assert.Equal(right / 101.0, all.Accuracy);
        Assert.Equal(before, Bits(net));
        Assert.Equal(0, trainer.Optimizer.StepCount);
        Assert.Null(new Trainer<HandNet<TanhSpec>>(new(1), new SGD(0.1f)).Evaluate(TrainingData.Functions(5, 1)).Accuracy);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Evaluate(data, 0));
    }

    private static int[] Bits<TSpec>(HandNet<TSpec> net)
        where TSpec : IHandSpec => MemoryMarshal.Cast<float, int>(net.Parameters.Values).ToArray();
}
