using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Streams through causal convolutions, positions and causal attention: the bits of whole sequences, step by step.</summary>
public sealed class StreamTests
{
    [Fact]
    public void Convolutions_stream_with_the_bits_of_the_whole_sequence()
    {
        var network = new StreamOfConvolutions(seed: 3);
        float[] input = PaddedMatrix.Random(5 * 40 * 3, 7);
        StreamRun.Train(network, input);
        StreamRun.SameAsWhole(network, network.CreateState, network.Step, 40, input);
        Allocates(network.CreateState(2), network.Step, 6, 8);
    }

    [Fact]
    public void A_stack_of_doubling_dilations_streams_sample_by_sample()
    {
        var network = new StreamOfWaves(seed: 3);
        float[] input = PaddedMatrix.Random(3 * 48, 8);
        StreamRun.Train(network, input);
        StreamRun.SameAsWhole(network, network.CreateState, network.Step, 48, input);
        Allocates(network.CreateState(), network.Step, 1, 1);
        Assert.Equal(0, StreamOfWaves.Info.StreamSteps);
    }

    [Fact]
    public void Attention_streams_with_the_bits_of_the_whole_sequence()
    {
        var network = new StreamOfAttention(seed: 4);
        float[] input = PaddedMatrix.Random(3 * 37 * 3, 9);
        StreamRun.Train(network, input);
        StreamRun.SameAsWhole(network, network.CreateState, network.Step, 37, input);
        StreamState state = network.CreateState(2);
        float[] step = new float[6], output = new float[8];
        NumericAssert.AllocatesNothing(() =>
        {
            if (state.Steps == 37)
            {
                state.Reset();
            }

            network.Step(step, state, output);
        });
        Assert.Equal(37, StreamOfAttention.Info.StreamSteps);
    }

    [Fact]
    public void A_causal_transformer_over_tokens_streams()
    {
        var network = new StreamOfTransformers(seed: 4);
        float[] ids = new float[4 * 20];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = i * i % 7;
        }

        StreamRun.Train(network, ids);
        StreamRun.SameAsWhole(network, network.CreateState, network.Step, 20, ids);
    }

    [Fact]
    public void All_that_remembers_streams_together_and_prefixes_are_padded_sequences()
    {
        var network = new StreamOfAll(seed: 4);
        float[] input = PaddedMatrix.Random(3 * 38, 10);
        StreamRun.Train(network, input);
        StreamRun.SameAsWhole(network, network.CreateState, network.Step, 19, input);

        // What a stream says after t steps is what the network says of a sequence of t steps.
        float[] padded = new float[38], expected = new float[3], output = new float[3];
        padded.AsSpan().Fill(-9);
        StreamState state = network.CreateState();
        for (int t = 0; t < 19; t++)
        {
            input.AsSpan(2 * t, 2).CopyTo(padded.AsSpan(2 * t));
            network.Predict(padded, expected);
            network.Step(input.AsSpan(2 * t, 2), state, output);
            NumericAssert.SameBits(expected, output, $"after {t + 1}");
        }
    }

    [Fact]
    public void A_window_goes_on_past_the_declared_steps()
    {
        var network = new EndlessStream(seed: 1);
        StreamState state = network.CreateState();
        float[] output = new float[1];
        for (int t = 1; t <= 100; t++)
        {
            output[0] = network.Step(t, 0.5f, state);
            int seen = Math.Min(t, 3);
            Assert.Equal((seen * t) - (seen * (seen - 1) / 2) + (0.5f * seen), output[0], 1e-4f);
        }

        Assert.Equal(100, state.Steps);
    }

    [Fact]
    public void A_stream_with_positions_ends_where_they_do_and_says_so()
    {
        var network = new BoundedStream(seed: 1);
        StreamState state = network.CreateState();
        float[] output = new float[2];
        for (int t = 0; t < 12; t++)
        {
            network.Step([1], state, output);
        }

        output = [5, 6];
        string message = Assert.Throws<InvalidOperationException>(() => network.Step([1], state, output)).Message;
        Assert.Contains("BoundedStream.Step: the stream has had 12 steps, and [Input] declares sequences of 12", message, StringComparison.Ordinal);
        Assert.Equal([5, 6], output);
        Assert.Equal(12, state.Steps);
        state.Reset();
        network.Step([1], state, output);
        Assert.NotEqual([5, 6], output);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_value_that_is_not_finite_does_not_enter_the_state(float value, string name)
    {
        var network = new StreamOfConvolutions(seed: 3);
        StreamState state = network.CreateState(2), other = network.CreateState(2);
        float[] good = PaddedMatrix.Random(6, 3), bad = [.. good], output = new float[8], expected = new float[8];
        bad[4] = value;
        network.Step(good, state, output);
        network.Step(good, other, expected);
        string message = Assert.Throws<ArgumentException>(() => network.Step(bad, state, output)).Message;
        Assert.Contains($"the input at row 1, value 1 is {name}, which would stay in the state", message, StringComparison.Ordinal);
        NumericAssert.SameBits(expected, output);
        Assert.Equal(1, state.Steps);
        network.Step(good, state, output);
        network.Step(good, other, expected);
        NumericAssert.SameBits(expected, output);
    }

    [Fact]
    public void Streams_in_parallel_threads_do_not_disturb_each_other()
    {
        var waves = new StreamOfWaves(seed: 3);
        var attention = new StreamOfAttention(seed: 4);
        float[] input = PaddedMatrix.Random(8 * 111, 12);
        float[][] alone = [.. Enumerable.Range(0, 8).Select(i => Both(waves, attention, input.AsSpan(i * 111, 111)))];
        float[][] together = new float[8][];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Both(waves, attention, input.AsSpan(i * 111, 111)));
        for (int i = 0; i < 8; i++)
        {
            NumericAssert.SameBits(alone[i], together[i], $"stream {i}");
        }
    }

    [Fact]
    public void A_stream_is_continued_in_two_ways_from_a_copy()
    {
        var network = new StreamOfTransformers(seed: 4);
        float[] first = [1, 2, 3, 4, 5], whole = new float[20], expected = new float[20 * 7], output = new float[7];
        StreamState state = network.CreateState(), fork = network.CreateState();
        foreach (float id in first)
        {
            network.Step([id], state, output);
        }

        fork.CopyFrom(state);
        foreach ((StreamState one, float next) in new[] { (state, 6f), (fork, 0f), (state, 2f), (fork, 1f) })
        {
            network.Step([next], one, output);
        }

        first.CopyTo(whole, 0);
        (whole[5], whole[6]) = (0, 1);
        network.Predict(whole, expected);
        NumericAssert.SameBits(expected.AsSpan(6 * 7, 7), output);
        Assert.Equal((7, 7), (state.Steps, fork.Steps));
    }

    [Fact]
    public void A_state_goes_on_when_the_parameters_change_with_what_it_remembers()
    {
        // Keys of steps before the change are those of the former parameters; of convolutions the steps themselves are remembered.
        var network = new EndlessStream(seed: 1);
        StreamState state = network.CreateState();
        float[] output = new float[1];
        network.Step([1, 1], state, output);
        network.Step([1, 1], state, output);
        network.Parameters["conv1d1.weight"].Fill(2);
        network.Step([1, 1], state, output);
        Assert.Equal(12, output[0]);
    }

    [Fact]
    public void What_cannot_stream_says_why()
    {
        Assert.Equal("conv1d1 sees 1 step ahead; with Padding = Padding.Causal it sees earlier steps only", Why(SeesAhead.Info));
        Assert.Equal("conv1d1 sees 2 steps ahead; with Padding = Padding.Causal it sees earlier steps only", Why(WaitsForAWindow.Info));
        Assert.Equal("conv1d1 has a stride of 2, so that it gives no step for each step", Why(SkipsSteps.Info));
        Assert.Equal("gru1 is bidirectional: its second direction begins at the end of the sequence", Why(BeginsAtTheEnd.Info));
        Assert.Equal("multiheadattention1 lets steps attend to later ones; with Causal = true they attend to earlier ones only", Why(AttendsAhead.Info));
        Assert.Equal("globalaveragepool1 pools over steps; LastStep and recurrent layers give a result at each of them", Why(PoolsSteps.Info));
        Assert.Equal("flatten1 puts values of several steps together", Why(FlattensSteps.Info));
        Assert.Equal("instancenorm1 takes its statistics over all steps; LayerNorm and RMSNorm take them of each step", Why(NormalisesOverSteps.Info));
        Assert.Equal("no layer remembers earlier steps: Predict takes steps one by one", Why(RemembersNothing.Info));
        Assert.Equal("a stream would remember 67108896 floats; the most are 67108864", Why(RemembersTooMuch.Info));
        Assert.Equal("its input is not a sequence", Why(NoSteps.Info));
        Assert.Contains("does not stream: conv1d1 sees 1 step ahead", SeesAhead.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("stream", NoSteps.Summary, StringComparison.Ordinal);
        Assert.Contains("streams step by step, remembering 256 bytes a row, for 12 steps\n", BoundedStream.Summary, StringComparison.Ordinal);
        Assert.Contains("streams step by step, remembering 384 bytes a row\n", EndlessStream.Summary, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void Same_bits_at_every_width(string off) => WidthChild.AssertSame(Fingerprints, off);

    private static string Fingerprints()
    {
        var fingerprint = new Fingerprint();
        var waves = new StreamOfWaves(seed: 3);
        var attention = new StreamOfAttention(seed: 4);
        fingerprint.Add(Both(waves, attention, PaddedMatrix.Random(111, 12)));
        var convolutions = new StreamOfConvolutions(seed: 5);
        StreamState state = convolutions.CreateState(2);
        float[] input = PaddedMatrix.Random(40 * 6, 3), output = new float[8];
        for (int t = 0; t < 40; t++)
        {
            convolutions.Step(input.AsSpan(6 * t, 6), state, output);
            fingerprint.Add(output);
        }

        return fingerprint.ToString();
    }

    /// <summary>Two networks in turn on one thread, which lends them the same memory.</summary>
    private static float[] Both(StreamOfWaves waves, StreamOfAttention attention, ReadOnlySpan<float> input)
    {
        StreamState first = waves.CreateState(3), second = attention.CreateState();
        float[] results = new float[37 * 7];
        for (int t = 0; t < 37; t++)
        {
            waves.Step(input.Slice(3 * t, 3), first, results.AsSpan(7 * t, 3));
            attention.Step(input.Slice(3 * t, 3), second, results.AsSpan((7 * t) + 3, 4));
        }

        return results;
    }

    private static void Allocates(StreamState state, StreamRun.Step advance, int inputs, int outputs)
    {
        float[] step = new float[inputs], output = new float[outputs];
        NumericAssert.AllocatesNothing(() => advance(step, state, output));
    }

    private static string Why(NetworkInfo network)
    {
        string message = Assert.Throws<ArgumentException>(() => new StreamState(network)).Message;
        string start = network.Name + " cannot stream: ";
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        return message[start.Length..message.IndexOf(". (", StringComparison.Ordinal)];
    }
}
