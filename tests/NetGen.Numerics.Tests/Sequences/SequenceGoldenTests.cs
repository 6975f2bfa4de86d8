using System.Numerics.Tensors;
using System.Text.Json;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Recurrent layers, embedding and attention, forward and backward, against PyTorch.</summary>
public sealed class SequenceGoldenTests
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(
        typeof(SequenceGoldenTests).Assembly.GetManifestResourceStream("sequences.json")!).RootElement;

    private static readonly Dictionary<string, Action<JsonElement>> s_networks = new()
    {
        { "TanhSequence", Check<SequenceTanhSequence> },
        { "ReLULast", Check<SequenceReLULast> },
        { "RNNBothWays", Check<SequenceRNNBothWays> },
        { "LSTMSequence", Check<SequenceLSTMSequence> },
        { "LSTMLast", Check<SequenceLSTMLast> },
        { "LSTMBothWays", Check<SequenceLSTMBothWays> },
        { "LSTMBothWaysLast", Check<SequenceLSTMBothWaysLast> },
        { "GRUSequence", Check<SequenceGRUSequence> },
        { "GRULast", Check<SequenceGRULast> },
        { "GRUBothWays", Check<SequenceGRUBothWays> },
        { "PaddedRNN", Check<SequencePaddedRNN> },
        { "PaddedLSTM", Check<SequencePaddedLSTM> },
        { "PaddedGRU", Check<SequencePaddedGRU> },
        { "PaddedLSTMBothWaysLast", Check<SequencePaddedLSTMBothWaysLast> },
        { "PaddedGRUBothWays", Check<SequencePaddedGRUBothWays> },
        { "Stacked", Check<SequenceStacked> },
        { "Embedded", Check<SequenceEmbedded> },
        { "Attention", Check<SequenceAttention> },
        { "CausalAttention", Check<SequenceCausalAttention> },
        { "PaddedMean", Check<SequencePaddedMean> },
        { "PaddedMax", Check<SequencePaddedMax> },
        { "PaddedGRUMean", Check<SequencePaddedGRUMean> },
        { "PaddedAttention", Check<SequencePaddedAttention> },
        { "PaddedCausalAttention", Check<SequencePaddedCausalAttention> },
        { "TransformerBlock", Check<SequenceTransformerBlock> },
        { "CausalTransformerBlock", Check<SequenceCausalTransformerBlock> },
        { "PaddedTransformerBlock", Check<SequencePaddedTransformerBlock> },
        { "RepeatedTransformerBlocks", Check<SequenceRepeatedTransformerBlocks> },
        { "WeightNormRNN", Check<SequenceWeightNormRNN> },
        { "WeightNormLSTM", Check<SequenceWeightNormLSTM> },
        { "WeightNormGRU", Check<SequenceWeightNormGRU> },
        { "SpectralRNN", Check<SequenceSpectralRNN> },
        { "SpectralLSTM", Check<SequenceSpectralLSTM> },
        { "SpectralGRU", Check<SequenceSpectralGRU> },
        { "SpectralAttention", Check<SequenceSpectralAttention> },
        { "WeightNormEmbedding", Check<SequenceWeightNormEmbedding> },
        { "SpectralEmbedding", Check<SequenceSpectralEmbedding> },
    };

    public static TheoryData<string> Names => new(s_networks.Keys);

    [Fact]
    public void Every_golden_case_is_tested() => Assert.Equal(s_golden.EnumerateObject().Select(p => p.Name).Order(), s_networks.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_PyTorch(string name) => s_networks[name](s_golden.GetProperty(name));

    private static void Check<TNetwork>(JsonElement golden)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(3);
        float[] input = Numbers(golden.GetProperty("input")), upstream = Numbers(golden.GetProperty("upstream"));
        double[] output = [.. golden.GetProperty("output").EnumerateArray().Select(static v => v.GetDouble())];
        JsonElement parameters = golden.GetProperty("parameters"), gradients = golden.GetProperty("gradients");
        Assert.Equal(parameters.EnumerateObject().Select(static p => p.Name).Order(), info.Parameters.Select(static p => p.Name).Order());
        foreach (ParameterInfo parameter in info.Parameters)
        {
            Copy(Numbers(parameters.GetProperty(parameter.Name)), network.Parameters.Values, parameter);
        }

        JsonElement states = golden.GetProperty("states");
        Assert.Equal(states.EnumerateObject().Select(static p => p.Name).Order(), info.States.Select(static s => s.Name).Order());
        foreach (StateInfo state in info.States)
        {
            Numbers(states.GetProperty(state.Name)).CopyTo(network.Parameters.StateOf(state.Name));
        }

        int rows = input.Length / info.InputSize;
        float[] predicted = new float[output.Length];
        network.Predict(input, predicted);
        if (golden.TryGetProperty("lengths", out JsonElement lengths))
        {
            ClearPadding(info, lengths, output, predicted);
        }

        NumericAssert.Close(output, predicted, 2e-6, Largest(output), "output");

        // A second pass through used memory must find nothing left of the first.
        var workspace = new Workspace(info, rows + 2) { Batch = rows };
        for (int pass = 0; pass < 2; pass++)
        {
            network.Forward(input, workspace);
            int channels = info.Layers[^1].OutputChannels;
            TensorSpan<float> outputGradient = workspace.OutputGradient;
            for (int i = 0; i < upstream.Length; i++)
            {
                outputGradient[i / channels, i % channels] = upstream[i];
            }

            network.Backward(input, workspace);
            foreach (ParameterInfo parameter in info.Parameters)
            {
                double[] expected = [.. gradients.GetProperty(parameter.Name).EnumerateArray().Select(static v => v.GetDouble())];
                double[] padded = new double[parameter.Length];
                for (int i = 0; i < parameter.Count; i++)
                {
                    padded[parameter.IndexOf(i / parameter.Columns, i % parameter.Columns) - parameter.Offset] = expected[i];
                }

                ReadOnlySpan<float> actual = workspace.Gradients.Span.Slice(parameter.Offset, parameter.Length);
                for (int i = 0; i < parameter.Length; i++)
                {
                    NumericAssert.Close(padded[i], actual[i], 4e-6, Largest(expected), $"{parameter.Name}, float {i}");
                }
            }
        }
    }

    /// <summary>Past the end of a sample, where nobody looks, libraries differ.</summary>
    private static void ClearPadding(NetworkInfo info, JsonElement lengths, double[] expected, float[] actual)
    {
        (int steps, int features) = (info.Layers[^1].OutputPositions, info.Layers[^1].OutputChannels);
        for (int row = 0; row < lengths.GetArrayLength(); row++)
        {
            (int start, int count) = (((row * steps) + lengths[row].GetInt32()) * features, (steps - lengths[row].GetInt32()) * features);
            expected.AsSpan(start, count).Clear();
            actual.AsSpan(start, count).Clear();
        }
    }

    private static double Largest(double[] values) => 1 + values.Max(Math.Abs);

    private static void Copy(float[] from, Span<float> buffer, ParameterInfo parameter)
    {
        Assert.Equal(parameter.Rows * parameter.Columns, from.Length);
        for (int i = 0; i < from.Length; i++)
        {
            buffer[parameter.IndexOf(i / parameter.Columns, i % parameter.Columns)] = from[i];
        }
    }

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static v => v.GetSingle())];
}
