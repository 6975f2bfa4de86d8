using NetGen.Generator.GradientFlow;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>Walks of recurrent cells against simulations of one set of weights, and against closed formulas.</summary>
public class RecurrentWalkTests
{
    // Settled, with the gradient of the last step.
    private const int Steps = 128;
    private const int Before = 1000;

    /// <summary>
    /// The factor on the squared gradient for one step back: inputs give each gate a variance of 1, the state's weights have the variance 1/n.
    /// Measured by direct simulation of 512 units (GRU 384) with one set of weights.
    /// </summary>
    [Theory]
    [InlineData(-1, .205)]
    [InlineData(0, .412)]
    [InlineData(1, .675)]
    [InlineData(3, .986)]
    public void LSTM_KeepsWhatOneSetOfWeightsKeeps(double forget, double measured) =>
        AssertFactor(new LongShortWalk(White(Steps, 1), Before, 1, forget, 0), measured);

    [Theory]
    [InlineData(0, .435)]
    [InlineData(2, .778)]
    public void GRU_KeepsWhatOneSetOfWeightsKeeps(double keep, double measured) => AssertFactor(new GatedWalk(White(Steps, 1), Before, 1, keep), measured);

    /// <summary>The same here: states, memories and gradients of a network of 256 units, step by step.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void LSTM_WalksLikeOneSetOfWeights(double forget)
    {
        const int Length = 30, Networks = 8;
        var walk = new LongShortWalk(White(Length, 1), 0, 1, forget, 0);
        double[] back = walk.Back(TimeProducts.Last(Length, 1, 0), 0).States;
        LongShortSimulation simulation = LongShortSimulation.Of(256, Length, forget, Networks);
        double states = 0, measured = 0, worst = 0;
        for (int t = 0; t < Length; t++)
        {
            double state = walk.States.Own[(t + 1) * (Length + 2)];
            (states, measured) = (states + state, measured + simulation.States[t]);
            worst = Math.Max(worst, Math.Abs(Math.Log(back[t] / simulation.Gradients[t])));
        }

        // Squares over as many as 28 steps back, which fall to 10^-13 or stay.
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"states {states:F3}, measured {measured:F3}; gradients off by e^{worst:F2} at most"));
        Assert.Equal(measured, states, 0.06 * measured);
        Assert.True(worst < 0.7, FormattableString.Invariant($"{worst}"));
    }

    [Theory]
    [InlineData(-1, .127)]
    [InlineData(0, .295)]
    [InlineData(1, .518)]
    [InlineData(3, .867)]
    public void AForgetGateKeepsItsMeanSquare(double bias, double measured) =>
        Assert.Equal(measured, GateFunctions.Mean(1, bias, GateFunctions.SquaredLogistic), 0.01);

    [Fact]
    public void ATanhStepKeepsItsFixedPoint()
    {
        // sigma² = 1 without input: q falls to 0 slowly; with input of variance 0.5 it settles where q = M(q) + 0.5.
        var walk = new SimpleWalk(White(40, 0.5), 200, 1, GateFunctions.Tanh, new FlowContext(32));
        double q = walk.LastVariance;
        ActivationMoments moments = ActivationMoments.Of(GateFunctions.Tanh, Math.Log(q), 0);
        Assert.Equal(moments.MeanSquare + 0.5, q, 0.005);
        double[] states = walk.Back(TimeProducts.Last(40, 1, 0), 0).States;
        Assert.Equal(moments.SlopeSquare, states[10] / states[11], 0.005);
    }

    [Fact]
    public void AnIdentityAddsUpWhatComesIn()
    {
        // tanh of small values: w = 1 keeps the sum of all inputs, and all of the gradient.
        var walk = new IdentityWalk(White(20, 1e-6), 0, 1, rectifies: false);
        for (int t = 1; t <= 20; t++)
        {
            Assert.Equal(t * 1e-6, walk.States.Own[t * 22], 0.02 * t * 1e-6);
        }

        Assert.All(walk.Back(TimeProducts.Last(20, 1, 0), 0).States, static s => Assert.Equal(1, s, 1e-3));
    }

    [Fact]
    public void ACutKeepsTheGradientFromTheStepsBeforeIt()
    {
        var walk = new LongShortWalk(White(12, 1), 0, 1, 1, 0);
        RecurrentGradient back = walk.Back(TimeProducts.Last(12, 1, 0.5), 5);

        // Of 12 steps cut behind the fifth and the tenth the last two have a gradient.
        Assert.All(back.States[..10], static s => Assert.Equal(0, s));
        Assert.All(back.States[10..], static s => Assert.True(s > 0));
        Assert.All(back.Gates.Samples[..120], static s => Assert.Equal(0, s));
    }

    [Fact]
    public void TheSameWalkIsTheSame()
    {
        // Bit for bit: a declaration has one prediction.
        TimeProducts input = TimeProducts.Alike(30, 1, Pairs.Of(new Pair(0.5, 0.1)));
        RecurrentWalk first = new GatedWalk(input, 0, 1, 1), second = new GatedWalk(input, 0, 1, 1);
        Assert.Equal(first.States.Own, second.States.Own);
        Assert.Equal(first.States.Samples, second.States.Samples);
        TimeProducts output = TimeProducts.Alike(30, 1, Pairs.Of(Pair.Of(0.3)));
        Assert.Equal(first.Back(output, 0).Recurrent.Own, second.Back(output, 0).Recurrent.Own);
    }

    [Fact]
    public void SamplesThatAreAlikeStayAlike()
    {
        TimeProducts input = TimeProducts.Alike(20, 1, new Pairs(Pair.Of(1), default, default));
        var walk = new LongShortWalk(input, 0, 1, 1, 0);
        Assert.Equal(walk.States.Own[^1], walk.States.Samples[^1], 1e-9);
        RecurrentGradient back = walk.Back(TimeProducts.Last(20, 1, 1), 0);
        Assert.Equal(back.Gates.Own[0], back.Gates.Samples[0], 1e-9 * back.Gates.Own[0]);
    }

    [Fact]
    public void AStateThatKeepsNearlyAllAddsUpSquares()
    {
        const int Length = 100;
        var walk = new GatedWalk(White(Length, 0.4), 0, 0, 5);
        double kept = GateFunctions.Mean(0.4, 5, GateFunctions.SquaredLogistic), square = 0;
        double entering = GateFunctions.Mean(0.4, -5, GateFunctions.SquaredLogistic) * GateFunctions.Mean(0.4, 0, static x => Math.Tanh(x) * Math.Tanh(x));
        for (int t = 1; t <= Length; t++)
        {
            square = (kept * square) + entering;
        }

        Assert.InRange(walk.States.Own[^1] / square, 0.9, 1.1);
    }

    private static TimeProducts White(int steps, double square) => TimeProducts.Alike(steps, square, default);

    private static void AssertFactor(RecurrentWalk walk, double measured)
    {
        double[] states = walk.Back(TimeProducts.Last(walk.Steps, 1, 0), 0).States;
        double factor = Math.Pow(states[0] / states[^21], 1.0 / (states.Length - 21));
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"{factor:F4}, measured {measured}"));
        Assert.Equal(measured, factor, 0.03 * measured);
    }
}
