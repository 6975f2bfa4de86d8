using System.Numerics.Tensors;

namespace NetGen.Tests.Training;

public class StepTests
{
    private static readonly float[] s_input = [0.5f, -1f, 0.25f, 2f];
    private static readonly float[] s_targets = [1f, 0f, -1f, 0.5f];

    [Fact]
    public void ReportsLossAndNorm()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f));
        var output = new float[4];
        net.Predict(s_input, output);
        double expected = 0;
        for (int i = 0; i < 4; i++)
        {
            expected += Math.Pow(output[i] - s_targets[i], 2) / 4;
        }

        float[] before = net.Parameters.Values.ToArray();
        StepResult step = trainer.Step(s_input, s_targets);

        Assert.Equal(1, step.Step);
        Assert.Equal(1, trainer.StepCount);
        Assert.Equal(expected, step.Loss, 1e-6);
        Assert.Equal(StepOutcome.Applied, step.Outcome);
        Assert.Equal(NonFiniteValues.None, step.NonFinite);
        Assert.Equal(HealthVerdict.Unknown, step.Verdict);
        Assert.False(step.Clipped);
        Assert.Equal(step.GradientNorm, step.ClippedGradientNorm);

        // Plain gradient descent: the update is the gradient times the learning rate.
        double squares = 0;
        for (int i = 0; i < before.Length; i++)
        {
            squares += Math.Pow((before[i] - net.Parameters.Values[i]) / 0.1, 2);
        }

        Assert.Equal(Math.Sqrt(squares), step.GradientNorm, 1e-5);
        Assert.StartsWith("step 1: loss ", step.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ShowsGradientsByLayerAndTensor()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f));
        StepResult step = trainer.Step(s_input, s_targets);

        Assert.Equal(["dense1", "dense2"], trainer.Gradients.Select(static l => l.Name));
        Assert.Equal(["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"], trainer.Tensors.Select(static t => t.Name));
        double squares = 0;
        foreach (LayerGradient layer in trainer.Gradients)
        {
            squares += layer.Norm * layer.Norm;
            Assert.Equal(0, layer.NonFinite);
            Assert.Equal(layer.Norm, layer.ClippedNorm);
            Assert.Equal(0.1 * layer.Norm, layer.UpdateNorm, 1e-6);
            Assert.Equal(layer.UpdateNorm / layer.WeightNorm, layer.UpdateRatio);
        }

        Assert.Equal(step.GradientNorm, Math.Sqrt(squares), 1e-12);
        TensorGradient weight = trainer.Tensors[2];
        double norm = 0;
        float largest = 0;
        TensorSpan<float> gradient = trainer.Gradient("dense2.weight");
        Assert.Equal([3, 2], gradient.Lengths.ToArray());
        foreach (float g in gradient)
        {
            norm += (double)g * g;
            largest = Math.Max(largest, Math.Abs(g));
        }

        Assert.Equal(Math.Sqrt(norm), weight.Norm, 1e-12);
        Assert.Equal(largest, weight.MaxAbs);
        double weights = 0;
        foreach (float w in net.Parameters["dense2.weight"])
        {
            weights += (double)w * w;
        }

        Assert.Equal(Math.Sqrt(weights), weight.WeightNorm, 1e-6);
    }

    [Fact]
    public void ShowsActivationsOfTheLastStep()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f));
        var output = new float[4];
        net.Predict(s_input, output);
        trainer.Step(s_input, s_targets);
        _ = trainer.Evaluate(TrainingData.Functions(10, 1));

        ReadOnlyTensorSpan<float> last = trainer.Activation("dense2");
        Assert.Equal([2, 2], last.Lengths.ToArray());
        Assert.Equal(output, new[] { last[0, 0], last[0, 1], last[1, 0], last[1, 1] });

        ActivationStatistics statistics = trainer.MeasureActivations("dense2");
        Assert.Equal("dense2", statistics.Layer);
        Assert.Equal(output.Average(static x => (double)x), statistics.Mean, 1e-12);
        Assert.Equal(output.Average(x => Math.Pow(x - statistics.Mean, 2)), statistics.Variance, 1e-9);
        Assert.Equal(0, statistics.SaturatedFraction);
    }

    [Fact]
    public void ClipsBetweenBackwardAndUpdate()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f)) { Clip = Clip.GlobalNorm(0.01f) };
        float[] before = net.Parameters.Values.ToArray();
        StepResult step = trainer.Step(s_input, s_targets);

        Assert.True(step.Clipped);
        Assert.True(step.GradientNorm > 0.1);
        Assert.Equal(0.01, step.ClippedGradientNorm, 1e-5);
        double squares = 0;
        for (int i = 0; i < before.Length; i++)
        {
            squares += Math.Pow(before[i] - net.Parameters.Values[i], 2);
        }

        Assert.Equal(0.001, Math.Sqrt(squares), 1e-6);
        Assert.Equal(step.GradientNorm, Math.Sqrt(trainer.Gradients.Sum(static l => l.Norm * l.Norm)), 1e-9);
        Assert.Equal(step.ClippedGradientNorm, Math.Sqrt(trainer.Gradients.Sum(static l => l.ClippedNorm * l.ClippedNorm)), 1e-9);
        Assert.Contains("clipped to 0.01", step.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AddsPenaltyAndAppliesConstraint()
    {
        var net = new HandNet<LimitedSpec>(1);
        using var trainer = new Trainer<HandNet<LimitedSpec>>(net, new SGD(0.1f));
        double penalty = 0;
        foreach (string name in new[] { "dense1.weight", "dense2.weight" })
        {
            foreach (float w in net.Parameters[name])
            {
                penalty += 0.01 * w * w;
            }
        }

        StepResult step = trainer.Step(s_input, s_targets);
        Assert.Equal(penalty, step.Penalty, 1e-6);
        TensorSpan<float> weight = net.Parameters["dense1.weight"];
        double largest = 0;
        for (int unit = 0; unit < 3; unit++)
        {
            largest = Math.Max(largest, Math.Sqrt(Math.Pow(weight[0, unit], 2) + Math.Pow(weight[1, unit], 2)));
        }

        Assert.Equal(0.5, largest, 1e-6);

        // The reported weights are those after the projection.
        double norm = 0;
        foreach (float w in weight)
        {
            norm += (double)w * w;
        }

        Assert.Equal(Math.Sqrt(norm), trainer.Tensors[0].WeightNorm, 1e-6);
    }

    [Fact]
    public void TakesLabelsAsOneHotTargets()
    {
        var byLabel = new HandNet<SoftmaxSpec>(1);
        var byTarget = new HandNet<SoftmaxSpec>(1);
        using var a = new Trainer<HandNet<SoftmaxSpec>>(byLabel, new SGD(0.1f));
        using var b = new Trainer<HandNet<SoftmaxSpec>>(byTarget, new SGD(0.1f));
        a.Step(s_input, [2, 0]);
        b.Step(s_input, [0f, 0f, 1f, 1f, 0f, 0f]);
        Assert.Equal(byTarget.Parameters.Values.ToArray(), byLabel.Parameters.Values.ToArray());
    }

    [Fact]
    public void WithoutInstrumentationMeasuresWhatIsAskedFor()
    {
        using var on = new Trainer<HandNet<TanhSpec>>(new(1), new SGD(0.1f));
        double expected = on.Step(s_input, s_targets).GradientNorm;

        using var policy = new Trainer<HandNet<OffSpec>>(new(1), new SGD(0.1f));
        Assert.Equal(expected, policy.Step(s_input, s_targets).GradientNorm, 1e-6);

        using var nothing = new Trainer<HandNet<OffSpec>>(new(1), new SGD(0.1f)) { NonFinite = NonFinitePolicy.Continue };
        Assert.Equal(double.NaN, nothing.Step(s_input, s_targets).GradientNorm);
        Assert.Equal(expected, Math.Sqrt(nothing.Gradients.Sum(static l => l.Norm * l.Norm)), 1e-6);

        using var clip = new Trainer<HandNet<OffSpec>>(new(1), new SGD(0.1f)) { NonFinite = NonFinitePolicy.Continue, Clip = Clip.GlobalNorm(0.01f) };
        StepResult step = clip.Step(s_input, s_targets);
        Assert.Equal(expected, step.GradientNorm, 1e-6);
        Assert.Equal(0.01, step.ClippedGradientNorm, 1e-5);
    }

    [Fact]
    public void SameSeedGivesTheSameBits()
    {
        float[] first = TrainFor100Steps();
        Assert.Equal(first.Select(BitConverter.SingleToInt32Bits), TrainFor100Steps().Select(BitConverter.SingleToInt32Bits));

        static float[] TrainFor100Steps()
        {
            var net = new HandNet<SoftmaxSpec>(5);
            using var trainer = new Trainer<HandNet<SoftmaxSpec>>(net, new Adam(0.01f)) { Clip = Clip.GlobalNorm(1f) };
            DataSet data = TrainingData.Sectors(100, 3);
            for (int i = 0; i < 100; i++)
            {
                trainer.Step(data.Inputs.Slice(2 * i, 2), data.Labels.Slice(i, 1));
            }

            return net.Parameters.Values.ToArray();
        }
    }

    [Fact]
    public void BatchesMayGrowAndShrink()
    {
        var net = new HandNet<TanhSpec>(1);
        var same = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(0.1f));
        DataSet data = TrainingData.Functions(64, 2);
        foreach (int rows in new[] { 2, 3, 1, 10, 2, 20 })
        {
            using var fresh = new Trainer<HandNet<TanhSpec>>(same, new SGD(0.1f));
            float loss = trainer.Step(data.Inputs[..(2 * rows)], data.Targets[..(2 * rows)]).Loss;
            Assert.Equal(loss, fresh.Step(data.Inputs[..(2 * rows)], data.Targets[..(2 * rows)]).Loss);
        }

        Assert.Equal(same.Parameters.Values.ToArray(), net.Parameters.Values.ToArray());
    }

    [Fact]
    public void ViewsOfOneRowOneColumnAndOneElement()
    {
        var net = new HandNet<LineSpec>(1);
        using var trainer = new Trainer<HandNet<LineSpec>>(net, new SGD(0.1f));
        trainer.Step([3f], [1f]);
        Assert.Equal([1, 1], trainer.Gradient("dense1.weight").Lengths.ToArray());
        Assert.Equal(-6, trainer.Gradient("dense1.weight")[0, 0]);
        Assert.Equal(-2, trainer.Gradient("dense1.bias")[0]);
        Assert.Equal(0, trainer.Activation("dense1")[0, 0]);
        Assert.Equal(0.6f, net.Parameters["dense1.weight"][0, 0], 1e-6f);
        trainer.Step([3f, 2f], [1f, 2f]);
        ReadOnlyTensorSpan<float> column = trainer.Activation("dense1");
        Assert.Equal([2, 1], column.Lengths.ToArray());
        Assert.Equal(2.0f, column[0, 0], 1e-6f);
        Assert.Equal(1.4f, column[1, 0], 1e-6f);
    }

    [Fact]
    public void NeedsALossAFreshOptimizerAndAStep()
    {
        var missing = Assert.Throws<InvalidOperationException>(() => new Trainer<HandNet<NoLossSpec>>(new(1), new SGD(0.1f)));
        Assert.Contains("NoLossNet declares no loss", missing.Message, StringComparison.Ordinal);

        var optimizer = new SGD(0.1f);
        using var trainer = new Trainer<HandNet<TanhSpec>>(new(1), optimizer);
        Assert.Throws<InvalidOperationException>(() => new Trainer<HandNet<TanhSpec>>(new(1), optimizer));
        Assert.Throws<InvalidOperationException>(() => trainer.Gradients);
        Assert.Throws<InvalidOperationException>(() => trainer.MeasureActivations("tanh1"));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.NonFinite = (NonFinitePolicy)9);
        trainer.Step(s_input, s_targets);
        Assert.Contains("tanh1", Assert.Throws<ArgumentException>(() => trainer.MeasureActivations("tanh9")).Message, StringComparison.Ordinal);
        Assert.Contains("dense1.bias", Assert.Throws<ArgumentException>(() => trainer.Gradient("dense9.bias")).Message, StringComparison.Ordinal);
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trainer.Step(s_input, s_targets));
        Assert.Throws<ObjectDisposedException>(() => trainer.Evaluate(TrainingData.Functions(4, 1)));
    }
}
