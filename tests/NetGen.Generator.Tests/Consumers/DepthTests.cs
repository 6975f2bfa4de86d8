using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>The text of a network grows with its distinct layers, not with its depth.</summary>
public sealed class DepthTests
{
    /// <summary>Lines of all files of a network, the matrix product of the project aside.</summary>
    private const int MostLines = 1500;

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Blocks_AreLoops(int depth) => AssertShort(Residual(depth));

    [Fact]
    public void BlocksOfBlocks_AreLoopsOfLoops() => AssertShort("""
        using NetGen;

        namespace Depths
        {
            [Block, Dense(16), Tanh, Dense(16)]
            internal sealed class Branch;

            [Block, Residual<Branch>]
            internal sealed class Step;

            [Block, Repeat<Step>(40), LeakyReLU]
            internal sealed class Stage;

            [Network, Input(16)]
            [Repeat<Stage>(40)]
            [Dense(2), MeanSquaredError]
            internal partial class Deep;
        }
        """);

    [Theory]
    [InlineData(50)]
    [InlineData(400)]
    public void EqualLayers_AreLoops(int depth)
    {
        var layers = string.Concat(Enumerable.Repeat("    [Dense(24), ReLU]\n", depth));
        var run = Generate($$"""
            using NetGen;

            namespace Depths
            {
            [Network, Input(24)]
            {{layers}}
            [Dense(3), SoftmaxCrossEntropy]
            internal partial class Deep;
            }
            """);
        Assert.InRange(Lines(run, "Backward"), 1, 150);
        Assert.InRange(Lines(run, "Forward"), 1, 150);
    }

    [Fact]
    public void DeeperNetwork_IsAboutAsLong() =>
        Assert.InRange(Lines(Generate(Residual(1000)), ""), 1, (int)(1.2 * Lines(Generate(Residual(100)), "")));

    private static string Residual(int depth) => $$"""
        using NetGen;

        namespace Depths
        {
            [Block, LayerNorm, Dense(32), GELU, Dense(16), PReLU]
            internal sealed class Branch;

            [Block, Residual<Branch>(Scale = 0.1f)]
            internal sealed class Step;

            [Network, Input(10)]
            [Dense(16)]
            [Repeat<Step>({{depth.ToString(CultureInfo.InvariantCulture)}}, Name = "steps")]
            [Dense(3), SoftmaxCrossEntropy]
            internal partial class Deep;
        }
        """;

    private static void AssertShort(string source)
    {
        var run = Generate(source);
        Assert.InRange(Lines(run, ""), 1, MostLines);
    }

    private static GeneratorRun Generate(string source) =>
        GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, source)).AssertClean();

    private static int Lines(GeneratorRun run, string file) =>
        run.Files.Where(f => !f.Key.Contains("MatrixProduct", StringComparison.Ordinal) && f.Key.Contains("Deep." + file, StringComparison.Ordinal))
            .Sum(static f => f.Value.Split('\n').Length);
}
