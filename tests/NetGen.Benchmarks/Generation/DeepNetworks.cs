extern alias generator;
using generator::NetGen.Generator.Model;
using generator::NetGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Benchmarks.Generation;

/// <summary>Deep networks of several kinds, as models that can be predicted.</summary>
internal static class DeepNetworks
{
    private const string Blocks = """
        [Block, Dense(64), Tanh, Dense(64)] class Branch;
        [Block, Residual<Branch>(Scale = 0.1f)] class Step;
        [Block, LayerNorm, Dense(64), ReLU] class Plain;
        [Block, Conv2D(16, 3, Padding = Padding.Same), ReLU] class Filters;
        [Block, BatchNorm, ReLU, Conv2D(16, 3, Padding = Padding.Same), BatchNorm, ReLU, Conv2D(16, 3, Padding = Padding.Same)] class ImageBranch;
        [Block, Residual<ImageBranch>] class ImageStep;
        [Block, SimpleRNN(32, Sequences = true)] class Memory;
        [Block, GRU(64, Sequences = true)] class Gated;
        [Block, Residual<Gated>] class GatedStep;
        [Block, TransformerBlock(4, 64)] class Attention;
        """;

    private static readonly string[] s_activations = ["Tanh", "Sigmoid", "ReLU", "GELU", "SELU", "Softplus", "ELU"];

    /// <summary>The attributes of each kind.</summary>
    public static IReadOnlyList<(string Name, string Attributes)> All { get; } =
    [
        ("50 dense, tanh", $"[Network, Input(20)] [Dense(64), Tanh] {Times(48, static _ => "[Dense(64), Tanh]")} [Dense(10), SoftmaxCrossEntropy]"),
        ("50 dense, ReLU", $"[Network, Input(20)] {Times(49, static _ => "[Dense(64), ReLU]")} [Dense(10), SoftmaxCrossEntropy]"),
        ("50 dense, no two alike", $"[Network, Input(20)] {Times(49, static i => $"[Dense({64 + i}), {s_activations[i % s_activations.Length]}]")} [Dense(10), SoftmaxCrossEntropy]"),
        ("50 dense, LayerNorm", "[Network, Input(64)] [Repeat<Plain>(49)] [Dense(10), SoftmaxCrossEntropy]"),
        ("50 dense in residuals", "[Network, Input(64)] [Repeat<Step>(25)] [Dense(10), SoftmaxCrossEntropy]"),
        ("50 convolutions", "[Network, Input(16, 16, 16)] [Repeat<Filters>(50)] [GlobalAveragePool, Dense(10), SoftmaxCrossEntropy]"),
        ("50 convolutions in residuals", "[Network, Input(16, 16, 3)] [Conv2D(16, 3, Padding = Padding.Same)] [Repeat<ImageStep>(25)] [GlobalAveragePool, Dense(10), SoftmaxCrossEntropy]"),
        ("50 SimpleRNN", "[Network, Input(20, 32)] [Repeat<Memory>(50)] [LastStep, Dense(10), SoftmaxCrossEntropy]"),
        ("LSTM and 49 dense", $"[Network, Input(100, 8)] [LSTM(64)] {Times(48, static _ => "[Dense(64), Tanh]")} [Dense(10), SoftmaxCrossEntropy]"),
        ("GRU and 49 dense", $"[Network, Input(100, 8)] [GRU(64)] {Times(48, static _ => "[Dense(64), Tanh]")} [Dense(10), SoftmaxCrossEntropy]"),
        ("LSTM of 1,000 steps", "[Network, Input(1000, 16)] [LSTM(128)] [Dense(10), SoftmaxCrossEntropy]"),
        ("3 LSTM of 200 steps", "[Network, Input(200, 16)] [LSTM(128, Sequences = true)] [LSTM(128, Sequences = true)] [LSTM(128)] [Dense(10), SoftmaxCrossEntropy]"),
        ("LSTM of 500 steps, both ways", "[Network, Input(500, 16)] [LSTM(128, Bidirectional = true)] [Dense(10), SoftmaxCrossEntropy]"),
        ("8 GRU of 500 steps in residuals", "[Network, Input(500, 64)] [Repeat<GatedStep>(8)] [LastStep, Dense(10), SoftmaxCrossEntropy]"),
        ("12 transformer blocks", "[Network, Input(32, 16)] [Dense(32), PositionalEncoding] [Repeat<Attention>(12)] [GlobalAveragePool, Dense(10), SoftmaxCrossEntropy]"),
        ("1,000 residual blocks", "[Network, Input(64)] [Repeat<Step>(1000)] [Dense(10), SoftmaxCrossEntropy]"),
    ];

    /// <summary>The model of a declaration.</summary>
    public static NetworkModel Model(string attributes)
    {
        CSharpCompilation compilation = GeneratorHost.Compile([("Net.cs", $"using NetGen;\n{attributes}\npublic partial class Net;\n{Blocks}\n")]);
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("Net")!;
        ParsedNetwork network = NetworkParser.Read(type, compilation, CancellationToken.None)!;
        return network.Diagnostics.Count == 0 ? network.Model : throw new InvalidOperationException(network.Diagnostics[0].ToString());
    }

    private static string Times(int count, Func<int, string> line) => string.Join(' ', Enumerable.Range(0, count).Select(line));
}
