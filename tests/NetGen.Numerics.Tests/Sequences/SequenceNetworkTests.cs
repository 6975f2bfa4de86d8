using System.Numerics.Tensors;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Networks of recurrent layers and attention as a whole: gradients through time, streams, truncation, measurements.</summary>
public sealed class SequenceNetworkTests
{
    [Fact]
    public void Gradients_through_time_agree_with_finite_differences() => GradientCheckTests.Check<EverySequence>(seed: 3, labels: false);

    [Fact]
    public void Gradients_through_a_last_step_agree_with_finite_differences() => GradientCheckTests.Check<LastOfPadded>(seed: 4, labels: true);

    [Fact]
    public void Gradients_of_normalised_weights_agree_with_finite_differences() => GradientCheckTests.Check<NormalisedSequence>(seed: 3, labels: false);

    [Fact]
    public void Gradients_of_transformer_blocks_agree_with_finite_differences() => GradientCheckTests.Check<TransformerRun>(seed: 3, labels: true, training: true);

    [Fact]
    public void Gradients_into_an_embedding_agree_with_finite_differences()
    {
        var network = new TokenReader(seed: 5);
        float[] ids = [0, 1, 2, 3, 4, 6, 6, 6, 0, 1];
        float[] targets = [0.1f, -0.4f, 0.7f, 0.2f];
        var workspace = new Workspace(TokenReader.Info, 2);
        double Loss()
        {
            INetwork<TokenReader> passes = network;
            passes.Forward(ids, workspace);
            double penalty = 0;
            foreach (float v in network.Parameters.Values[..TokenReader.Info.Parameters[0].Length])
            {
                penalty += 0.02 * v * v;
            }

            return passes.Loss(targets, [], workspace) + penalty;
        }

        Loss();
        ((INetwork<TokenReader>)network).Backward(ids, workspace);
        ParameterInfo table = TokenReader.Info.Parameters[0];
        float[] gradient = workspace.Gradients.Span.Slice(table.Offset, table.Length).ToArray();
        for (int id = 0; id < 7; id++)
        {
            for (int feature = 0; feature < 3; feature++)
            {
                int place = (id * table.RowStride) + feature;
                ref float value = ref network.Parameters.Values[table.Offset + place];
                float before = value;
                value = before + 0.01f;
                double above = Loss();
                value = before - 0.01f;
                double below = Loss();
                value = before;
                NumericAssert.Close((above - below) / 0.02, gradient[place], 0.02, 0.05, $"{id}, {feature}");
            }
        }

        // No sample has token 5: only its penalty has a gradient.
        Assert.Equal(2 * 0.02f * network.Embedding1.Table[5, 0], gradient[5 * table.RowStride], 1e-7f);
    }

    [Fact]
    public void A_token_out_of_range_stops_prediction_and_training_before_anything_is_written()
    {
        var network = new TokenReader(seed: 5);
        float[] ids = [0, 1, 2, 3, 4, 6, 7, 6, 0, 1];
        float[] output = [1, 2, 3, 4];
        const string message = "TokenReader, embedding1: the token id at row 1, position 1 is 7; ids are whole numbers from 0 to 6.";
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => network.Predict(ids, output)).Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4], output);
        using var trainer = new Trainer<TokenReader>(network, new SGD(0.1f));
        float[] before = network.Parameters.Values.ToArray();
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => trainer.Step(ids, new float[4])).Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.Values.ToArray());
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void A_stream_gives_the_bits_of_the_whole_sequence()
    {
        var network = new StreamOfSteps(seed: 6);
        Streams(network, network.CreateState, network.Step);
    }

    [Fact]
    public void A_stream_through_blocks_and_norms_gives_the_bits_of_the_whole_sequence()
    {
        var network = new StreamOfBlocks(seed: 6);
        Streams(network, network.CreateState, network.Step);
        StreamState state = network.CreateState(2);
        float[] input = new float[6], output = new float[8];
        NumericAssert.AllocatesNothing(() => network.Step(input, state, output));
    }

    private delegate void StreamStep(ReadOnlySpan<float> input, StreamState state, Span<float> output);

    private static void Streams<TNetwork>(TNetwork network, Func<int, StreamState> create, StreamStep advance)
        where TNetwork : class, INetwork<TNetwork>
    {
        const int Rows = 5, Steps = 9;
        float[] input = PaddedMatrix.Random(Rows * Steps * 3, 7);
        float[] whole = new float[Rows * Steps * 4];
        network.Predict(input, whole);
        StreamState together = create(Rows);
        float[] step = new float[Rows * 3], output = new float[Rows * 4];
        for (int round = 0; round < 2; round++)
        {
            for (int t = 0; t < Steps; t++)
            {
                for (int row = 0; row < Rows; row++)
                {
                    input.AsSpan(((row * Steps) + t) * 3, 3).CopyTo(step.AsSpan(row * 3));
                }

                advance(step, together, output);
                for (int row = 0; row < Rows; row++)
                {
                    NumericAssert.SameBits(whole.AsSpan(((row * Steps) + t) * 4, 4), output.AsSpan(row * 4, 4), $"row {row} at {t}");
                }
            }

            Assert.Equal(Steps, together.Steps);
            together.Reset();
        }

        StreamState alone = create(1);
        for (int t = 0; t < Steps; t++)
        {
            advance(input.AsSpan(t * 3, 3), alone, output.AsSpan(0, 4));
            NumericAssert.SameBits(whole.AsSpan(t * 4, 4), output.AsSpan(0, 4), $"alone at {t}");
        }
    }

    [Fact]
    public void A_stream_of_tokens_ends_where_the_sequence_does_and_can_be_continued_in_two_ways()
    {
        var network = new StreamOfTokens(seed: 8);
        float[] ids = [0, 4, 2, 2, 1, 3, 0, 0, 4], expected = new float[3], output = new float[3], other = new float[3];
        network.Predict(ids, expected);
        StreamState state = network.CreateState(), fork = network.CreateState();
        for (int t = 0; t < 8; t++)
        {
            network.Step(ids.AsSpan(t, 1), state, output);
        }

        fork.CopyFrom(state);
        network.Step([2], fork, other);
        network.Step(ids.AsSpan(8), state, output);
        NumericAssert.SameBits(expected, output);
        Assert.NotEqual(expected, other);
        Assert.Equal(9, fork.Steps);
        Assert.Throws<ArgumentException>(() => network.Step([5], state, output));
    }

    [Fact]
    public void A_stream_with_normalised_weights_ends_where_the_sequence_does()
    {
        var network = new NormalisedStream(seed: 8);
        using (var trainer = new Trainer<NormalisedStream>(network, new Adam(1e-2f)))
        {
            for (int i = 0; i < 5; i++)
            {
                trainer.Step([0, 4, 2, 2, 1, 3], [1f, 2f, 3f]);
            }
        }

        float[] ids = [0, 4, 2, 2, 1, 3], expected = new float[3], output = new float[3];
        network.Predict(ids, expected);
        StreamState state = network.CreateState();
        for (int t = 0; t < 6; t++)
        {
            network.Step(ids.AsSpan(t, 1), state, output);
        }

        NumericAssert.SameBits(expected, output);
    }

    [Fact]
    public void A_step_of_a_stream_says_what_does_not_fit()
    {
        var network = new StreamOfTokens(seed: 8);
        StreamState state = network.CreateState(2);
        Assert.Contains("the input has 3 values; a step of 2 rows has 2 (2 x 1)", Message(() => network.Step(new float[3], state, new float[6])), StringComparison.Ordinal);
        Assert.Contains("the output has 5 values; a step of 2 rows gives 6 (2 x 3)", Message(() => network.Step(new float[2], state, new float[5])), StringComparison.Ordinal);
        Assert.Contains("the state is one of StreamOfSteps", Message(() => network.Step(new float[2], new StreamOfSteps().CreateState(2), new float[6])), StringComparison.Ordinal);
        Assert.Contains("EverySequence cannot stream", Message(() => _ = new StreamState(EverySequence.Info)), StringComparison.Ordinal);
    }

    [Fact]
    public void Streaming_and_training_allocate_nothing()
    {
        var network = new StreamOfSteps(seed: 6);
        StreamState state = network.CreateState(3);
        float[] step = new float[9], output = new float[12];
        NumericAssert.AllocatesNothing(() => network.Step(step, state, output));
        float[] input = PaddedMatrix.Random(3 * 9 * 3, 7);
        int[] labels = new int[27];
        using var trainer = new Trainer<StreamOfSteps>(network, new Adam(1e-3f));
        NumericAssert.AllocatesNothing(() => trainer.Step(input, labels));
        Assert.Equal(9, trainer.StepGradients("lstm1").Length);
    }

    [Fact]
    public void The_gradient_of_each_step_is_measured_and_a_cut_stops_it()
    {
        // With u = 1/2 and positive states, dL/dh falls by one half each step back.
        ReadOnlySpan<double> whole = Measure<WholeTime>(out double norm);
        for (int t = 0; t < 6; t++)
        {
            Assert.Equal(norm * Math.Pow(0.5, 5 - t), whole[t], 1e-6);
        }

        ReadOnlySpan<double> cut = Measure<CutTime>(out norm);
        Assert.Equal([0, 0, 0, 0, norm / 2, norm], cut.ToArray());
    }

    [Fact]
    public void Gates_are_initialised_one_by_one()
    {
        var network = new InitialisedSequence(seed: 9);
        TensorSpan<float> state = network.Lstm1.RecurrentWeight;
        for (int gate = 0; gate < 4; gate++)
        {
            for (int a = 0; a < 24; a += 5)
            {
                for (int b = 0; b < 24; b += 3)
                {
                    double dot = 0;
                    for (int i = 0; i < 24; i++)
                    {
                        dot += (double)state[i, gate, a] * state[i, gate, b];
                    }

                    Assert.Equal(a == b ? 1 : 0, dot, 1e-5);
                }
            }

            double bound = Math.Sqrt(6.0 / (6 + 24)), largest = 0;
            for (int i = 0; i < 6 * 24; i++)
            {
                largest = Math.Max(largest, Math.Abs(network.Lstm1.Weight[i / 24, gate, i % 24]));
            }

            Assert.InRange(largest, 0.9 * bound, bound);
            Assert.Equal(gate == 1 ? 2.5f : 0, network.Lstm1.Bias[gate, 7]);
        }

        Assert.Equal([0, -1, 0], [network.Gru1.Bias[0, 3], network.Gru1.Bias[1, 3], network.Gru1.Bias[2, 3]]);
        Assert.Equal(0, network.Gru1.RecurrentBias[1, 3]);
        float most = 0, least = 10;
        for (int unit = 0; unit < 300; unit++)
        {
            float forget = network.Lstm2.Bias[1, unit];
            Assert.Equal(-forget, network.Lstm2.Bias[0, unit]);
            most = Math.Max(most, forget);
            least = Math.Min(least, forget);
        }

        Assert.InRange(most, 3.7f, (float)Math.Log(49));
        Assert.InRange(least, 0, 1);
    }

    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void Same_bits_after_training_at_every_width(string off) => WidthChild.AssertSame(Train, off);

    private static string Train()
    {
        var fingerprint = new Fingerprint();
        var every = new EverySequence(seed: 2);
        using (var trainer = new Trainer<EverySequence>(every, new Adam(1e-2f)))
        {
            for (int i = 0; i < 4; i++)
            {
                StepResult result = trainer.Step(PaddedMatrix.Random(7 * 18, i), PaddedMatrix.Random(14, 100 + i));
                fingerprint.Add(result.Loss).Add(result.GradientNorm);
                foreach (double norm in trainer.StepGradients("lstm1", reverse: true))
                {
                    fingerprint.Add(norm);
                }
            }
        }

        var padded = new LastOfPadded(seed: 3);
        using (var trainer = new Trainer<LastOfPadded>(padded, new Adam(1e-2f)))
        {
            float[] input = PaddedMatrix.Random(40, 5);
            input.AsSpan(4, 6).Fill(-9);
            input.AsSpan(30, 10).Fill(-9);
            fingerprint.Add(trainer.Step(input, [0, 1, 2, 1]).Loss);
        }

        return fingerprint.Add(every.Parameters.Values).Add(padded.Parameters.Values).ToString();
    }

    private static ReadOnlySpan<double> Measure<TNetwork>(out double norm)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        network.Parameters["simplernn1.weight"].Fill(1);
        network.Parameters["simplernn1.recurrentWeight"].Fill(0.5f);
        using var trainer = new Trainer<TNetwork>(network, new SGD(1e-9f));
        trainer.Step([1, 2, 3, 4, 5, 6, 2, 1, 2, 1, 2, 1], [0f, 0f]);
        norm = trainer.StepGradients("simplernn1")[5];
        Assert.True(norm > 1);
        return trainer.StepGradients("simplernn1");
    }

    private static string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
}
