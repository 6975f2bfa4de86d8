using System.Globalization;
using System.Reflection;
using System.Text;
using CsCheck;

namespace NetGen.Generator.Tests;

/// <summary>Random stacks of what can stream: the bits of the whole sequence, however the stream is cut, copied and forked.</summary>
public sealed class StreamPropertyTests
{
    private const int NetworksAtOnce = 16;

    /// <summary>A stack of layers, as attributes, with the channels that they end with.</summary>
    private sealed record Stack(string Layers, int Channels);

    [Fact]
    public void Any_stack_that_can_stream_gives_the_bits_of_the_whole_sequence() =>
        Gen.Select(Declarations.Array[NetworksAtOnce], Gen.Int).Sample(
            static (declarations, seed) =>
            {
                var source = new StringBuilder("using NetGen;\n\nnamespace Random;\n\n");
                for (var i = 0; i < declarations.Length; i++)
                {
                    source.Append(CultureInfo.InvariantCulture, $"/// <summary>A random stack.</summary>\n[Network, Input({declarations[i].Steps}, {declarations[i].Features})]\n{declarations[i].Layers}\npublic partial class Net{i};\n\n");
                }

                var run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, source.ToString()));
                Assert.Null(run.Result.Exception);
                using var image = new MemoryStream();
                var result = run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
                Assert.True(result.Success, source + string.Join('\n', result.Diagnostics));
                var assembly = Assembly.Load(image.ToArray());
                var random = new Random(seed);
                for (var i = 0; i < declarations.Length; i++)
                {
                    try
                    {
                        StreamedNetwork.Stream(assembly.GetType($"Random.Net{i}")!, declarations[i].Steps, random.Next(1, 4), random, static (r, _) => r.Next(4) == 0);
                    }
                    catch (TargetInvocationException e)
                    {
                        Assert.Fail($"{declarations[i]}: {e.InnerException!.Message}");
                    }
                }
            },
            iter: 2, threads: 1);

    private static Gen<(int Steps, int Features, string Layers)> Declarations { get; } =
        from steps in Gen.Int[1, 40]
        from features in Gen.Int[1, 20]
        from depth in Gen.Int[1, 6]
        from stack in Extend(new Stack("", features), depth)
        from end in OneOf("[Conv1D(3, kernel: 2, Padding = Padding.Causal)]", "[GRU(3)]", "[LSTM(3, Sequences = true), LastStep]", "[MultiHeadAttention(1, Causal = true)]")
        select (steps, features, $"{stack.Layers}\n{end}\n[Dense(2), MeanSquaredError]");

    private static Gen<Stack> Extend(Stack stack, int depth) =>
        depth == 0 ? Gen.Const(stack) : Layer(stack.Channels).SelectMany(next => Extend(new Stack($"{stack.Layers}[{next.Layers}]", next.Channels), depth - 1));

    /// <summary>A layer that reads steps of so many channels.</summary>
    private static Gen<Stack> Layer(int channels)
    {
        int[] divisors = [.. Enumerable.Range(1, channels).Where(d => channels % d == 0)];
        var units = Gen.Int[1, 36];
        var window = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 9], static (kernel, dilation) => $"kernel: {kernel}, Dilation = {dilation}, Padding = Padding.Causal");
        var divisor = OneOf(divisors);
        return Gen.OneOf(
            units.Select(n => new Stack($"Dense({n})", n)),
            Gen.Select(units, window, static (n, w) => new Stack($"Conv1D({n}, {w})", n)),
            Gen.Select(divisor, Gen.Int[1, 5], window, static (g, m, w) => new Stack($"Conv1D({g * m}, {w}, Groups = {g})", g * m)),
            Gen.Select(Gen.Int[1, 3], window, (m, w) => new Stack($"DepthwiseConv1D({w}, Multiplier = {m})", m * channels)),
            Gen.Select(units, window, static (n, w) => new Stack($"SeparableConv1D({n}, {w})", n)),
            Gen.Select(units, OneOf("SimpleRNN", "GRU", "LSTM"), static (n, kind) => new Stack($"{kind}({n}, Sequences = true)", n)),
            Gen.Bool.Select(learned => new Stack($"PositionalEncoding({(learned ? "Learned = true" : "")})", channels)),
            divisor.Select(h => new Stack($"MultiHeadAttention({h}, Causal = true)", channels)),
            Gen.Select(divisor, units, (h, n) => channels == 1 ? new Stack("Tanh", 1) : new Stack($"TransformerBlock({h}, {n}, Causal = true)", channels)),
            OneOf(channels == 1 ? ["ReLU", "Tanh"] : (string[])["LayerNorm", "RMSNorm", "GELU", "Dropout(0.2f)", "Softmax"]).Select(kind => new Stack(kind, channels)),
            Gen.Const(new Stack("BatchNorm", channels)));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
