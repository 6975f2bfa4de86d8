namespace NetGen.Numerics.Tests;

/// <summary>Runs streams beside predictions of whole sequences: the bits must be the same.</summary>
internal static class StreamRun
{
    public delegate void Step(ReadOnlySpan<float> input, StreamState state, Span<float> output);

    /// <summary>
    /// Several streams side by side in one state, twice, with a reset between; then one alone. Networks whose output is one vector are
    /// compared at the end.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="create">Its <c>CreateState</c>.</param>
    /// <param name="advance">Its <c>Step</c>.</param>
    /// <param name="steps">The steps that it declares.</param>
    /// <param name="input">[rows, steps, features].</param>
    public static void SameAsWhole<TNetwork>(TNetwork network, Func<int, StreamState> create, Step advance, int steps, float[] input)
        where TNetwork : class, INetwork<TNetwork>
    {
        int inputs = TNetwork.Info.InputSize, features = inputs / steps, rows = input.Length / inputs, outputs = TNetwork.Info.OutputSize;
        float[] whole = new float[rows * outputs];
        network.Predict(input, whole);
        StreamState together = create(rows);
        bool isSequence = TNetwork.Info.Layers[^1].OutputShape.Length == 2;
        int each = isSequence ? outputs / steps : outputs;
        float[] step = new float[rows * features], output = new float[rows * each];
        for (int round = 0; round < 2; round++)
        {
            for (int t = 0; t < steps; t++)
            {
                for (int row = 0; row < rows; row++)
                {
                    input.AsSpan((row * inputs) + (t * features), features).CopyTo(step.AsSpan(row * features));
                }

                advance(step, together, output);
                for (int row = 0; row < rows && (isSequence || t == steps - 1); row++)
                {
                    NumericAssert.SameBits(whole.AsSpan((row * outputs) + (isSequence ? t * each : 0), each), output.AsSpan(row * each, each), $"row {row} at {t}");
                }
            }

            Assert.Equal(steps, together.Steps);
            together.Reset();
        }

        StreamState alone = create(1);
        for (int t = 0; t < steps; t++)
        {
            advance(input.AsSpan(t * features, features), alone, output.AsSpan(0, each));
            if (isSequence || t == steps - 1)
            {
                NumericAssert.SameBits(whole.AsSpan(isSequence ? t * each : 0, each), output.AsSpan(0, each), $"alone at {t}");
            }
        }
    }

    /// <summary>A few steps of training, so that no bias is zero and running statistics are not those of the beginning.</summary>
    public static void Train<TNetwork>(TNetwork network, float[] input)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var trainer = new Trainer<TNetwork>(network, new Adam(1e-2f));
        int rows = input.Length / TNetwork.Info.InputSize;
        for (int i = 0; i < 4; i++)
        {
            if (TNetwork.Info.TakesClassIndices)
            {
                trainer.Step(input, new int[rows * (TNetwork.Info.Layers[^1].OutputShape is { Length: 2 } shape ? shape[0] : 1)]);
            }
            else
            {
                trainer.Step(input, PaddedMatrix.Random(rows * TNetwork.Info.OutputSize, 70 + i));
            }
        }
    }
}
