using System.Reflection;

namespace NetGen.Generator.Tests;

/// <summary>Streams through a network that was compiled in the test.</summary>
internal static class StreamedNetwork
{
    public delegate void Step(ReadOnlySpan<float> input, StreamState state, Span<float> output);

    /// <summary>Streams without interruption through a network that can.</summary>
    public static void StreamWhere(Type network)
    {
        var info = (NetworkInfo)network.GetProperty("Info", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
        if (info.StreamFloatsPerRow > 0)
        {
            var steps = info.Layers[0].InputShape is { Length: 2 } shape ? shape[0] : info.InputSize;
            Stream(network, steps, rows: 2, new Random(1), static (_, _) => false);
        }
        else
        {
            Assert.Null(network.GetMethod("Step"));
        }
    }

    /// <summary>
    /// Streams rows of random values and asserts the bits of the prediction of the whole. Where <paramref name="cuts"/> says so, the stream goes
    /// on in a copy of its state, and a fork of it, which goes its own way, must not disturb it.
    /// </summary>
    public static void Stream(Type network, int steps, int rows, Random random, Func<Random, int, bool> cuts) =>
        typeof(StreamedNetwork).GetMethod(nameof(Run), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(network).Invoke(null, [steps, rows, random, cuts]);

    private static void Run<TNetwork>(int steps, int rows, Random random, Func<Random, int, bool> cuts)
        where TNetwork : class, INetwork<TNetwork>
    {
        var info = TNetwork.Info;
        var network = TNetwork.Create(random.NextInt64());
        foreach (var parameter in info.Parameters)
        {
            // Biases and the like are not zero after training either.
            for (var i = 0; i < parameter.Count; i++)
            {
                network.Parameters.Values[parameter.IndexOf(i / parameter.Columns, i % parameter.Columns)] += 0.1f * Value(random);
            }
        }

        var create = typeof(TNetwork).GetMethod("CreateState")!.CreateDelegate<Func<int, StreamState>>(network);
        var advance = typeof(TNetwork).GetMethod("Step")!.CreateDelegate<Step>(network);
        int features = info.InputSize / steps;
        var isSequence = info.Layers[^1].OutputShape.Length == 2;
        var each = isSequence ? info.OutputSize / steps : info.OutputSize;
        float[] input = [.. Enumerable.Range(0, rows * info.InputSize).Select(_ => Value(random))];
        var whole = new float[rows * info.OutputSize];
        network.Predict(input, whole);
        var state = create(rows);
        float[] step = new float[rows * features], output = new float[rows * each];
        for (var t = 0; t < steps; t++)
        {
            for (var row = 0; row < rows; row++)
            {
                input.AsSpan((row * info.InputSize) + (t * features), features).CopyTo(step.AsSpan(row * features));
            }

            if (cuts(random, t))
            {
                var copy = create(rows);
                copy.CopyFrom(state);
                for (var i = random.Next(3); i >= 0 && (info.StreamSteps == 0 || state.Steps < info.StreamSteps); i--)
                {
                    advance([.. step.Select(_ => Value(random))], state, output);
                }

                state = copy;
            }

            advance(step, state, output);
            for (var row = 0; row < rows && (isSequence || t == steps - 1); row++)
            {
                var expected = whole.AsSpan((row * info.OutputSize) + (isSequence ? t * each : 0), each);
                Assert.True(Bits(expected).SequenceEqual(Bits(output.AsSpan(row * each, each))), $"{info.Name}, row {row} of {rows} at {t} of {steps}: {expected[0]:R} and {output[row * each]:R}");
            }
        }

        Assert.Equal(steps, state.Steps);
    }

    private static float Value(Random random) => (2 * random.NextSingle()) - 1;

    private static Span<int> Bits(Span<float> values) => System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(values);
}
