using System.Runtime.InteropServices;

namespace NetGen.Tests.Training;

/// <summary>An infinite element anywhere in the gradient, a loss or an update that is not finite, under every policy.</summary>
public class NonFinitePolicyTests
{
    private static readonly float[] s_input = [0.5f, -1f, 0.25f, 2f];
    private static readonly float[] s_targets = [1f, 0f, -1f, 0.5f];

    public static TheoryData<string, int, int, float, string, string> Places => new()
    {
        { "dense1.weight", 1, 2, float.PositiveInfinity, "dense1", "TanhNet.cs(3)" },
        { "dense1.bias", 0, 0, float.NaN, "dense1", "TanhNet.cs(3)" },
        { "dense2.weight", 2, 1, float.NegativeInfinity, "dense2", "TanhNet.cs(5)" },
        { "dense2.bias", 0, 1, float.NaN, "dense2", "TanhNet.cs(5)" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void ThrowNamesThePlaceAndChangesNothing(string parameter, int row, int column, float value, string layer, string source)
    {
        (HandNet<TanhSpec> net, Adam optimizer, Trainer<HandNet<TanhSpec>> trainer) = Trained();
        Inject(net, parameter, row, column, value);
        byte[] before = Bytes(net);
        byte[] state = State(optimizer);

        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(s_input, s_targets));
        Assert.Equal(NonFiniteValues.Gradient, thrown.What);
        Assert.Equal((parameter, layer, source), (thrown.Parameter, thrown.Layer, thrown.Source));
        Assert.Equal((row, column, value, 1), (thrown.Row, thrown.Column, thrown.Value, thrown.NonFiniteCount));
        Assert.Equal(6, thrown.Step);
        Assert.True(thrown.NetworkUnchanged);
        Assert.Contains($"the gradient of {parameter} is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} at [{row}, {column}]", thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"(layer {layer}, {source})", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes(net));
        Assert.Equal(state, State(optimizer));
        Assert.Equal(5, optimizer.StepCount);
        Assert.Equal(5, trainer.StepCount);
        Assert.Equal(HealthVerdict.NonFinite, trainer.Health.Verdict);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void SkipStepAppliesNothingAndCounts(string parameter, int row, int column, float value, string layer, string source)
    {
        (HandNet<TanhSpec> net, Adam optimizer, Trainer<HandNet<TanhSpec>> trainer) = Trained();
        trainer.NonFinite = NonFinitePolicy.SkipStep;
        Inject(net, parameter, row, column, value);
        byte[] before = Bytes(net);
        byte[] state = State(optimizer);

        StepResult step = trainer.Step(s_input, s_targets);
        Assert.Equal(StepOutcome.Skipped, step.Outcome);
        Assert.Equal(NonFiniteValues.Gradient, step.NonFinite);
        Assert.Equal(HealthVerdict.NonFinite, step.Verdict);
        Assert.Equal((6, 6, 1), (step.Step, trainer.StepCount, trainer.SkippedSteps));
        Assert.Equal(before, Bytes(net));
        Assert.Equal(state, State(optimizer));
        LayerGradient found = trainer.Gradients.Single(l => l.Name == layer);
        Assert.Equal((1, 0.0), (found.NonFinite, found.UpdateNorm));
        Assert.True(found.WeightNorm > 0);
        Assert.False(float.IsFinite(found.MaxAbs));
        Assert.NotEmpty(source);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void RollBackReturnsToBeforeTheLastUpdate(string parameter, int row, int column, float value, string layer, string source)
    {
        var net = new HandNet<TanhSpec>(1);
        var optimizer = new Adam(0.01f);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, optimizer) { NonFinite = NonFinitePolicy.RollBack };
        for (int i = 0; i < 4; i++)
        {
            trainer.Step(s_input, s_targets);
        }

        byte[] good = Bytes(net);
        byte[] state = State(optimizer);
        trainer.Step(s_input, s_targets);
        Assert.NotEqual(good, Bytes(net));
        Inject(net, parameter, row, column, value);

        StepResult step = trainer.Step(s_input, s_targets);
        Assert.Equal(StepOutcome.RolledBack, step.Outcome);
        Assert.Equal(good, Bytes(net));
        Assert.Equal(state, State(optimizer));
        Assert.Equal(4, optimizer.StepCount);

        // Again, without a finite step in between: the same place.
        Assert.Equal(StepOutcome.RolledBack, trainer.Step(s_input, s_targets).Outcome);
        Assert.Equal(good, Bytes(net));
        Assert.Equal(2, trainer.SkippedSteps);

        // And it goes on from there as it did the first time.
        net.OnBackward = null;
        Assert.Equal(StepOutcome.Applied, trainer.Step(s_input, s_targets).Outcome);
        Assert.Equal(5, optimizer.StepCount);
        Assert.Equal((layer, source), (trainer.Gradients.Single(l => l.Name == layer).Name, source));
    }

    [Fact]
    public void RollBackAtTheFirstStepSkips()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new Adam(0.01f)) { NonFinite = NonFinitePolicy.RollBack };
        Inject(net, "dense1.bias", 0, 0, float.NaN);
        byte[] before = Bytes(net);
        Assert.Equal(StepOutcome.Skipped, trainer.Step(s_input, s_targets).Outcome);
        Assert.Equal(before, Bytes(net));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void ContinueAppliesAndReports(string parameter, int row, int column, float value, string layer, string source)
    {
        (HandNet<TanhSpec> net, Adam optimizer, Trainer<HandNet<TanhSpec>> trainer) = Trained();
        trainer.NonFinite = NonFinitePolicy.Continue;
        Inject(net, parameter, row, column, value);
        StepResult step = trainer.Step(s_input, s_targets);
        Assert.Equal(StepOutcome.Applied, step.Outcome);
        Assert.True(step.NonFinite.HasFlag(NonFiniteValues.Gradient));
        Assert.Equal(HealthVerdict.NonFinite, step.Verdict);
        Assert.Equal((6, 6, 0), (optimizer.StepCount, trainer.StepCount, trainer.SkippedSteps));
        Assert.Equal(1, trainer.Tensors.Single(t => t.Name == parameter).NonFinite);
        Assert.NotEmpty(layer + source);
    }

    [Fact]
    public void LossIsTracedToTheFirstLayerWhoseOutputIsNotFinite()
    {
        (HandNet<TanhSpec> net, _, Trainer<HandNet<TanhSpec>> trainer) = Trained();
        LayerInfo tanh = TanhSpec.Info.Layer("tanh1");
        net.OnForward = w => w.Memory[(tanh.OutputOffset * w.Capacity) + tanh.OutputStride + 2] = float.NaN;
        net.OnLoss = static _ => float.NaN;
        byte[] before = Bytes(net);
        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(s_input, s_targets));
        Assert.True(thrown.What.HasFlag(NonFiniteValues.Loss));
        Assert.Equal(("tanh1", "", "TanhNet.cs(4)"), (thrown.Layer, thrown.Parameter, thrown.Source));
        Assert.Equal((1, 2), (thrown.Row, thrown.Column));
        Assert.Contains("the output of tanh1 is NaN at [1, 2]", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes(net));
    }

    [Fact]
    public void InfiniteLossOfFiniteOutputsIsTheLoss()
    {
        (HandNet<TanhSpec> net, _, Trainer<HandNet<TanhSpec>> trainer) = Trained();
        net.OnLoss = static _ => float.PositiveInfinity;
        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(s_input, s_targets));
        Assert.Equal(NonFiniteValues.Loss, thrown.What);
        Assert.Equal((-1, -1, float.PositiveInfinity), (thrown.Row, thrown.Column, thrown.Value));
        Assert.Contains("Step 6: the loss is Infinity", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AParameterThatWasNotFiniteIsNamedFirst()
    {
        (HandNet<TanhSpec> net, _, Trainer<HandNet<TanhSpec>> trainer) = Trained();
        net.Parameters["dense1.bias"][1] = float.NaN;
        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(s_input, s_targets));
        Assert.Equal(("dense1.bias", 0, 1), (thrown.Parameter, thrown.Row, thrown.Column));
        Assert.Contains("dense1.bias is NaN at [0, 1] before the step", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NonFinitePolicy.Throw)]
    [InlineData(NonFinitePolicy.SkipStep)]
    [InlineData(NonFinitePolicy.RollBack)]
    public void AnUpdateThatOverflowsIsUndone(NonFinitePolicy policy)
    {
        var net = new HandNet<TanhSpec>(1);
        var optimizer = new SGD(100f, momentum: 0.9);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, optimizer) { NonFinite = policy };
        // Too small a gradient to be wrong itself: times the learning rate it does not fit a float.
        Inject(net, "dense2.weight", 2, 1, 1e37f);
        byte[] before = Bytes(net);
        if (policy == NonFinitePolicy.Throw)
        {
            var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(s_input, s_targets));
            Assert.Equal(NonFiniteValues.Parameters, thrown.What);
            Assert.True(thrown.NetworkUnchanged);
            Assert.Equal(("dense2.weight", 2, 1), (thrown.Parameter, thrown.Row, thrown.Column));
            Assert.Contains("dense2.weight becomes -Infinity at [2, 1] by the update", thrown.Message, StringComparison.Ordinal);
        }
        else
        {
            StepResult step = trainer.Step(s_input, s_targets);
            Assert.Equal(NonFiniteValues.Parameters, step.NonFinite);
            Assert.Equal(policy == NonFinitePolicy.RollBack ? StepOutcome.RolledBack : StepOutcome.Skipped, step.Outcome);
            Assert.Equal(0, trainer.Gradients[1].UpdateNorm);
        }

        Assert.Equal(before, Bytes(net));
        Assert.Equal(0, optimizer.StepCount);
        Assert.All(State(optimizer), static b => Assert.Equal(0, b));
    }

    [Fact]
    public void ContinueReportsParametersThatOverflow()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new SGD(100f)) { NonFinite = NonFinitePolicy.Continue };
        Inject(net, "dense2.weight", 2, 1, 1e37f);
        StepResult step = trainer.Step(s_input, s_targets);
        Assert.Equal((NonFiniteValues.Parameters, StepOutcome.Applied), (step.NonFinite, step.Outcome));
        Assert.True(float.IsInfinity(net.Parameters["dense2.weight"][2, 1]));
    }

    [Fact]
    public void AnUnforeseeableUpdateIsReportedAsApplied()
    {
        var net = new HandNet<TanhSpec>(1);
        using var trainer = new Trainer<HandNet<TanhSpec>>(net, new BrokenOptimizer());
        trainer.Step(s_input, s_targets);
        var thrown = Assert.Throws<NonFiniteException>(() => trainer.Step(s_input, s_targets));
        Assert.False(thrown.NetworkUnchanged);
        Assert.Contains("The update was applied", thrown.Message, StringComparison.Ordinal);
        Assert.True(float.IsNaN(net.Parameters["dense1.weight"][0, 0]));
    }

    private static (HandNet<TanhSpec> Net, Adam Optimizer, Trainer<HandNet<TanhSpec>> Trainer) Trained()
    {
        var net = new HandNet<TanhSpec>(1);
        var optimizer = new Adam(0.01f);
        var trainer = new Trainer<HandNet<TanhSpec>>(net, optimizer);
        for (int i = 0; i < 5; i++)
        {
            trainer.Step(s_input, s_targets);
        }

        return (net, optimizer, trainer);
    }

    private static void Inject(HandNet<TanhSpec> net, string parameter, int row, int column, float value)
    {
        ParameterInfo p = TanhSpec.Info.Parameters[TanhSpec.Info.IndexOf(parameter)];
        net.OnBackward = w => w.Gradients.Span[p.IndexOf(row, column)] = value;
    }

    private static byte[] Bytes(HandNet<TanhSpec> net) => MemoryMarshal.AsBytes(net.Parameters.Values).ToArray();

    private static byte[] State(Optimizer optimizer) =>
        [.. Enumerable.Range(0, optimizer.StateCount).SelectMany(i => MemoryMarshal.AsBytes(optimizer.State(i).Span).ToArray())];

    /// <summary>Writes NaN at its second step, with nothing that announces it.</summary>
    private sealed class BrokenOptimizer() : CustomOptimizer(0.01f)
    {
        private int _calls;

        protected override void Update(in TensorUpdate update) =>
            update.Weights[0] = ++_calls > 4 ? float.NaN : update.Weights[0];
    }
}
