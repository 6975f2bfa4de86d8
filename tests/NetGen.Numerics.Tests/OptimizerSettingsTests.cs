namespace NetGen.Numerics.Tests;

/// <summary>Wrong settings are refused with the value and the limit, before anything happens.</summary>
public class OptimizerSettingsTests
{
    private static readonly NetworkInfo s_network = OptimizerHarness.CreateNetwork((3, 2), (2, 1));

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void TheLearningRateMustBePositive(float value)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(value));
        Assert.Equal("LearningRate", exception.ParamName);
        Assert.Equal(value, (float)(double)exception.ActualValue!);

        var sgd = new SGD(0.1f);
        Assert.Throws<ArgumentOutOfRangeException>(() => sgd.LearningRate = value);
        Assert.Equal(0.1f, sgd.LearningRate);
    }

    [Fact]
    public void SettingsOutOfRangeAreNamed()
    {
        Refuse("momentum", 1, static () => new SGD(0.1f, momentum: 1));
        Refuse("dampening", 1.5, static () => new SGD(0.1f, momentum: 0.9, dampening: 1.5));
        Refuse("weightDecay", -0.5, static () => new SGD(0.1f, weightDecay: -0.5f));
        Refuse("beta1", -0.1, static () => new Adam(beta1: -0.1));
        Refuse("beta2", 1, static () => new AdamW(beta2: 1));
        Refuse("beta3", double.NaN, static () => new Adan(beta3: double.NaN));
        Refuse("epsilon", 0, static () => new Adam(epsilon: 0));
        Refuse("epsilon", 1e-40, static () => new AdaBelief(epsilon: 1e-40));
        Refuse("rho", 2, static () => new Adadelta(rho: 2));
        Refuse("alpha", 1, static () => new RMSprop(alpha: 1));
        Refuse("learningRateDecay", -1, static () => new Adagrad(learningRateDecay: -1));
        Refuse("initialAccumulator", double.PositiveInfinity, static () => new Yogi(initialAccumulator: double.PositiveInfinity));
        Refuse("momentumDecay", -1, static () => new NAdam(momentumDecay: -1));
        Refuse("decrease", 1, static () => new Rprop(decrease: 1));
        Refuse("increase", 1, static () => new Rprop(increase: 1));
        Refuse("smallestStep", 0, static () => new Rprop(smallestStep: 0));
        Refuse("largestStep", 1e-7, static () => new Rprop(largestStep: 1e-7));
        Refuse("LearningRateScale", -1, static () => new ParameterGroup("*") { LearningRateScale = -1 });
        Refuse("WeightDecay", -2, static () => new ParameterGroup("*") { WeightDecay = -2 });

        static void Refuse(string name, double value, Func<object> create)
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(create);
            Assert.Equal(name, exception.ParamName);
            Assert.Equal(value, (double)exception.ActualValue!);
            Assert.Contains("must be", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NesterovNeedsUndampedMomentum()
    {
        Assert.Contains("momentum 0", Assert.Throws<ArgumentException>(static () => new SGD(0.1f, nesterov: true)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => new SGD(0.1f, momentum: 0.9, dampening: 0.1, nesterov: true));
    }

    [Fact]
    public void OneOptimizerServesOneTrainer()
    {
        var optimizer = new Adam();
        optimizer.Bind(s_network);
        var exception = Assert.Throws<InvalidOperationException>(() => optimizer.Bind(s_network));
        Assert.Contains("Create a new Adam", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGroupThatMatchesNothingListsTheNames()
    {
        var optimizer = new SGD(0.1f) { Groups = { new("dense3.*") { LearningRateScale = 0 } } };
        string message = Assert.Throws<ArgumentException>(() => optimizer.Bind(s_network)).Message;
        Assert.Contains("'dense3.*'", message, StringComparison.Ordinal);
        Assert.Contains("dense1.weight, dense1.bias, dense2.weight, dense2.bias", message, StringComparison.Ordinal);

        // The mistake can be mended, because nothing was bound.
        optimizer.Groups.Clear();
        optimizer.Bind(s_network);
    }

    [Fact]
    public void AGroupBehindAWiderOneIsAnError()
    {
        var optimizer = new SGD(0.1f) { Groups = { new("*.bias"), new("dense1.bias") { LearningRateScale = 0 } } };
        string message = Assert.Throws<ArgumentException>(() => optimizer.Bind(s_network)).Message;
        Assert.Contains("'dense1.bias' has no effect", message, StringComparison.Ordinal);
    }

    [Fact]
    public void GroupsCannotChangeOnceApplied()
    {
        var optimizer = new SGD(0.1f) { Groups = { new("*.bias") } };
        optimizer.Bind(s_network);
        Assert.Throws<InvalidOperationException>(() => optimizer.Groups.Add(new ParameterGroup("*")));
        Assert.Throws<InvalidOperationException>(optimizer.Groups.Clear);
        Assert.Throws<InvalidOperationException>(() => optimizer.Groups.RemoveAt(0));
        Assert.Throws<InvalidOperationException>(() => optimizer.Groups[0] = new ParameterGroup("*"));
    }

    [Theory]
    [InlineData("dense1.weight", "dense1.weight", true)]
    [InlineData("dense1.weight", "dense1.weight2", false)]
    [InlineData("*", "dense1.weight", true)]
    [InlineData("*.bias", "dense1.bias", true)]
    [InlineData("*.bias", "dense1.bias.x", false)]
    [InlineData("dense*.weight", "dense12.weight", true)]
    [InlineData("dense1*", "dense12.weight", true)]
    [InlineData("dense1.*", "dense12.weight", false)]
    [InlineData("*.dense1.*", "blocks.3.dense1.weight", true)]
    [InlineData("a*ab", "ab", false)]
    [InlineData("a*b*b", "ab", false)]
    [InlineData("a*b*b", "abab", true)]
    [InlineData("**x", "x", true)]
    [InlineData("Dense1.*", "dense1.weight", false)]
    public void PatternsMatchWholeNames(string pattern, string name, bool expected) =>
        Assert.Equal(expected, new ParameterGroup(pattern).Matches(name));

    [Fact]
    public void AnEmptyPatternIsRefused() => Assert.Throws<ArgumentException>(static () => new ParameterGroup(" "));

    [Fact]
    public void BuffersOfAnotherNetworkAreRefusedUntouched()
    {
        var harness = new OptimizerHarness(new SGD(0.1f), s_network);
        NetworkInfo other = OptimizerHarness.CreateNetwork((30, 2));
        Assert.Throws<ArgumentException>(() => harness.Optimizer.Update(
            new ParameterBuffer(other, 0), new AlignedBuffer(other.BufferLength), new UpdateStatistics[2]));
        Assert.Equal(0, harness.Optimizer.StepCount);
    }

    [Fact]
    public void StepsNeedATrainer() => Assert.Throws<InvalidOperationException>(static () => new SGD(0.1f).Update(
        new ParameterBuffer(s_network, 0), new AlignedBuffer(s_network.BufferLength), new UpdateStatistics[s_network.Parameters.Length]));

    [Fact]
    public void StateNamesOfUserOptimizersAreChecked()
    {
        Assert.Throws<ArgumentException>(static () => new Named("a", "a"));
        Assert.Throws<ArgumentException>(static () => new Named(""));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    [InlineData(0.99999)]
    public void FilledAveragesAreTheSameInWhateverOrderStepsAreTaken(double beta)
    {
        var forward = new DecayPowers(beta);
        for (long step = 1; step < 10_000; step++)
        {
            double filled = forward.Filled(step);
            Assert.Equal(filled, new DecayPowers(beta).Filled(step));
            Assert.Equal(1, filled / StepPowers.Filled(beta, step), 1e-9);
        }

        double last = forward.Filled(9_999);
        forward.Filled(3);
        Assert.Equal(last, forward.Filled(9_999));
        Assert.Equal(1, forward.Filled(long.MaxValue / 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(123456)]
    public void PowersAgreeWithTheLibrary(long n) => Assert.Equal(Math.Pow(0.9999, n), StepPowers.Power(0.9999, n), 1e-11);

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void AFilledAverageIsOneWhereItsPowerVanishes(double beta)
    {
        long last = (long)(45 / (1 - beta));
        for (long step = last - 3; step < last + 3; step++)
        {
            Assert.Equal(1 - StepPowers.Power(beta, step), StepPowers.Filled(beta, step));
        }

        Assert.Equal(1, StepPowers.Filled(beta, long.MaxValue / 2));
        Assert.Equal(1 - (beta * beta), StepPowers.Filled(beta, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-4)]
    [InlineData(-0.0625)]
    [InlineData(-0.7)]
    [InlineData(-30)]
    public void ExponentialAgreesWithTheLibrary(double x) => Assert.Equal(1, StepPowers.Exponential(x) / Math.Exp(x), 1e-13);

    private sealed class Named(params string[] states) : CustomOptimizer(0.1f, 0, states)
    {
        protected override void Update(in TensorUpdate update) => update.Weights.Clear();
    }
}
