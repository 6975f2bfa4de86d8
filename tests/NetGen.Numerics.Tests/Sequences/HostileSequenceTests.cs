using System.Numerics.Tensors;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Sequences as nobody should have them: of no step, all padding, cut where it does not fit, of other networks.</summary>
public sealed class HostileSequenceTests
{
    [Fact]
    public void Samples_of_no_step_give_zeros_and_no_gradient()
    {
        var network = new EveryLength(seed: 3);
        StreamRun.Train(network, PaddedMatrix.Random(40, 2));
        float[] nothing = new float[3 * 10], output = new float[9], one = new float[3];
        nothing.AsSpan().Fill(-9);
        network.Predict(nothing, output);
        network.Predict(nothing.AsSpan(0, 10), one);
        Assert.True(TensorPrimitives.IsFiniteAll(output));
        for (int row = 0; row < 3; row++)
        {
            // Nothing but the biases of the last layer.
            NumericAssert.SameBits(network.Parameters.Values.Slice(ParameterOf("dense2.bias").Offset, 3), output.AsSpan(row * 3, 3), $"row {row}");
        }

        using var trainer = new Trainer<EveryLength>(network, new SGD(0.1f));
        for (int i = 0; i < 3; i++)
        {
            Assert.True(float.IsFinite(trainer.Step(nothing, [0, 1, 2]).Loss));
        }

        foreach (LayerGradient layer in trainer.Gradients)
        {
            Assert.Equal((layer.Name, layer.Name == "dense2"), (layer.Name, layer.Norm > 0));
        }

        foreach (string layer in new[] { "lstm1", "gru1", "simplernn1" })
        {
            Assert.Equal(new double[5], trainer.StepGradients(layer).ToArray());
        }
    }

    [Fact]
    public void A_sample_of_no_step_changes_nothing_for_others()
    {
        var network = new EveryLength(seed: 3);
        float[] input = PaddedMatrix.Random(30, 4), alone = new float[3], together = new float[9];
        input.AsSpan(0, 10).Fill(-9);
        input.AsSpan(22, 8).Fill(-9);
        network.Predict(input, together);
        for (int row = 0; row < 3; row++)
        {
            network.Predict(input.AsSpan(row * 10, 10), alone);
            NumericAssert.SameBits(alone, together.AsSpan(row * 3, 3), $"row {row}");
        }
    }

    [Fact]
    public void Sequences_of_other_lengths_than_declared_are_refused_with_the_numbers()
    {
        var network = new EveryLength(seed: 3);
        Assert.Contains("the input has 12 values; it must have a multiple of 10", Assert.Throws<ArgumentException>(() => network.Predict(new float[12], new float[3])).Message, StringComparison.Ordinal);
        Assert.Contains("the input has 0 values", Assert.Throws<ArgumentException>(() => network.Predict([], [])).Message, StringComparison.Ordinal);
        using var trainer = new Trainer<EveryLength>(network, new SGD(0.1f));
        Assert.Contains("takes 10 values a row, and 12 values are not a whole number of rows", Assert.Throws<ArgumentException>(() => trainer.Step(new float[12], [0])).Message, StringComparison.Ordinal);
        Assert.Contains("The batch is empty", Assert.Throws<ArgumentException>(() => trainer.Step([], Array.Empty<int>())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_that_does_not_divide_the_steps_leaves_a_short_piece_at_the_end()
    {
        // No gradient flows from step t to t - 1 where t is a multiple of the cut, in the direction of the walk.
        ReadOnlySpan<double> norms = Measure<CutAt3Of7>(out double last, out float[] recurrent);
        Assert.Equal([0, 0, 0, 0, 0, 0, last], norms.ToArray());

        // dL/du is that of step 6 alone: dL/dh(6) h(5).
        Assert.Equal(last * State(6), Math.Abs(recurrent[0]), 1e-4 * last);

        norms = Measure<CutAt5Of7>(out last, out _);
        for (int t = 0; t < 7; t++)
        {
            // Each step has its own loss, and those behind it up to the cut at 5: states grow to 2, targets are 0.
            double expected = 0;
            for (int s = t; s < (t < 5 ? 5 : 7); s++)
            {
                expected += Math.Pow(0.5, s - t) * 2 * State(s + 1) / 7;
            }

            Assert.Equal(expected, norms[t], 1e-4);
        }

        // The other walk begins at step 6: its steps are counted from there.
        Measure<CutAt6Of7BothWays>(out _, out _, "reverseRecurrentWeight", reverse: true, check: static (all, last) =>
        {
            Assert.Equal([last, 0, 0, 0, 0, 0, 0], all);
        });
    }

    [Fact]
    public void A_cut_behind_the_end_is_none()
    {
        float[] input = PaddedMatrix.Random(4 * 21, 3), targets = PaddedMatrix.Random(8, 4);
        float[] whole = Trained<UncutStack>(), nowhere = Trained<CutNowhere>(), cut = Trained<CutStack>();
        NumericAssert.SameBits(whole, nowhere);
        Assert.NotEqual(whole, cut);

        float[] Trained<TNetwork>()
            where TNetwork : class, INetwork<TNetwork>
        {
            TNetwork network = TNetwork.Create(2);
            using var trainer = new Trainer<TNetwork>(network, new SGD(0.1f));
            trainer.Step(input, targets);
            return network.Parameters.Values.ToArray();
        }
    }

    [Fact]
    public void States_are_refused_where_they_do_not_belong()
    {
        var network = new Denoiser(seed: 1);
        float[] output = [7];
        Assert.Throws<ArgumentNullException>(() => network.Step([1], null!, output));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateState(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateState(int.MaxValue));
        StreamState other = new EndlessStream().CreateState(), two = network.CreateState(2);
        Assert.Contains("the state is one of EndlessStream", Assert.Throws<ArgumentException>(() => network.Step([1], other, output)).Message, StringComparison.Ordinal);
        Assert.Contains("the input has 1 values; a step of 2 rows has 2 (2 x 1)", Assert.Throws<ArgumentException>(() => network.Step([1], two, output)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.CreateState().CopyFrom(two));
        Assert.Throws<ArgumentException>(() => two.CopyFrom(other));
        Assert.Throws<ArgumentNullException>(() => two.CopyFrom(null!));
        Assert.Equal([7], output);
        Assert.Equal(0, other.Steps + two.Steps);
    }

    [Fact]
    public void A_state_fits_every_network_of_its_class()
    {
        Denoiser first = new(seed: 1), second = new(seed: 2);
        StreamState state = first.CreateState(), same = second.CreateState();
        float[] output = new float[1], expected = new float[1];
        second.Step([0.5f], same, expected);
        second.Step([0.5f], state, output);
        NumericAssert.SameBits(expected, output);
    }

    [Fact]
    public void The_output_may_be_the_next_input()
    {
        var network = new Denoiser(seed: 1);
        StreamState inPlace = network.CreateState(), apart = network.CreateState();
        float[] value = [0.3f], next = [0.3f], output = new float[1];
        for (int t = 0; t < 70; t++)
        {
            network.Step(value, inPlace, value);
            network.Step(next, apart, output);
            (next, output) = (output, next);
            NumericAssert.SameBits(next, value, $"at {t}");
        }
    }

    [Fact]
    public void A_denoiser_learns_on_pieces_and_streams_past_their_length()
    {
        const int Rows = 8, Piece = 256;
        var network = new Denoiser(seed: 1);
        var random = new Philox(3);
        using (var trainer = new Trainer<Denoiser>(network, new Adam(3e-3f)) { Clip = Clip.GlobalNorm(1f) })
        {
            float[] noisy = new float[Rows * Piece], clean = new float[Rows * Piece];
            for (int i = 0; i < 60; i++)
            {
                for (int row = 0; row < Rows; row++)
                {
                    Record(random, noisy.AsSpan(row * Piece, Piece), clean.AsSpan(row * Piece, Piece));
                }

                trainer.Step(noisy, clean);
            }
        }

        float[] input = new float[1000], truth = new float[1000], result = new float[1000];
        Record(random, input, truth);
        StreamState state = network.CreateState();
        for (int t = 0; t < 1000; t++)
        {
            network.Step(input.AsSpan(t, 1), state, result.AsSpan(t, 1));
        }

        // Past the 63 samples that it sees at the beginning; the noise has a deviation of 0.5.
        double error = TensorPrimitives.Distance<float>(truth.AsSpan(63), result.AsSpan(63)), noise = TensorPrimitives.Distance<float>(truth.AsSpan(63), input.AsSpan(63));
        Assert.True(error < 0.7 * noise, $"{error} and {noise}");

        // Anywhere in the stream it is what the network says of the samples that it sees, alone.
        float[] whole = new float[Piece];
        network.Predict(input.AsSpan(1000 - Piece), whole);
        NumericAssert.SameBits(whole.AsSpan(Piece - 1), result.AsSpan(999));
    }

    private static ParameterInfo ParameterOf(string parameter) => EveryLength.Info.Parameters[EveryLength.Info.IndexOf(parameter)];

    /// <summary>A tone of a random pitch, and noise over it.</summary>
    private static void Record(Philox random, Span<float> noisy, Span<float> clean)
    {
        double pitch = 0.05 + (0.1 * random.NextSingle()), phase = 6 * random.NextSingle();
        for (int t = 0; t < noisy.Length; t++)
        {
            clean[t] = (float)Math.Sin(phase + (pitch * t));
            noisy[t] = clean[t] + (0.5f * (float)random.NextNormal());
        }
    }

    /// <summary>h(t) of h = 1 + h'/2 from 0.</summary>
    private static double State(int t) => 2 * (1 - Math.Pow(0.5, t));

    private static ReadOnlySpan<double> Measure<TNetwork>(out double last, out float[] recurrent, string weight = "recurrentWeight", bool reverse = false, Action<double[], double>? check = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        foreach (ParameterInfo parameter in TNetwork.Info.Parameters.Where(static p => p.Name.StartsWith("simplernn1", StringComparison.Ordinal)))
        {
            network.Parameters[parameter.Name].Fill(parameter.Role == ParameterRole.Weight ? 1 : parameter.Role == ParameterRole.RecurrentWeight ? 0.5f : 0);
        }

        using var trainer = new Trainer<TNetwork>(network, new SGD(1e-9f));
        float[] input = new float[7];
        Array.Fill(input, 1f);
        trainer.Step(input, new float[TNetwork.Info.OutputSize]);
        ReadOnlySpan<double> norms = trainer.StepGradients("simplernn1", reverse);
        last = reverse ? norms[0] : norms[6];
        Assert.True(last > 0.1);
        recurrent = [trainer.Gradient("simplernn1." + weight)[0, 0]];
        check?.Invoke(norms.ToArray(), last);
        return norms;
    }
}
