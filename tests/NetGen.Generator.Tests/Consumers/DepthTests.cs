using System.Globalization;
using System.Reflection;
using System.Text;
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
        var run = Generate(Declared(depth, 1));
        Assert.InRange(Lines(run, "Backward"), 1, 150);
        Assert.InRange(Lines(run, "Forward"), 1, 150);
    }

    /// <summary>Layers declared one by one, without blocks, of up to ten distinct shapes of dense layers (eight, the first and the last): a property each is all that may grow.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(200)]
    public void DeclaredLayers_AreShort(int depth)
    {
        foreach (int shapes in (int[])[1, 3, 5, 8])
        {
            var run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, Declared(depth, shapes)));
            Assert.Empty(run.Reported);
            Assert.True(Lines(run, "") <= MostLines, $"{depth} layers of {shapes} shapes take {Lines(run, "")} lines.");
        }
    }

    /// <summary>No two attributes that stand on lines one after the other: the table of lines must say each.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void SourceOfLayer_IsItsLine(int depth)
    {
        var random = new Random(depth);
        var declaration = new StringBuilder("using NetGen;\n\n[Network, Input(8)]\n");
        var lines = new List<int>();
        int line = 4;
        for (int i = 0; i < depth; i++)
        {
            int skipped = random.Next(3);
            declaration.Append('\n', skipped).Append("[Dense(8), Tanh]\n");
            line += skipped;
            lines.Add(line);
            lines.Add(line++);
        }

        declaration.Append("[Dense(1), MeanSquaredError]\npublic partial class Deep;\n");
        lines.Add(line);
        using var image = new MemoryStream();
        Assert.True(Generate(declaration.ToString()).Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var info = (NetworkInfo)Assembly.Load(image.ToArray()).GetType("Deep")!.GetProperty("Info")!.GetValue(null)!;
        Assert.Equal(lines.Select(static l => $"Networks.cs({l.ToString(CultureInfo.InvariantCulture)})"), info.Layers.Select(static l => l.Source));
    }

    [Fact]
    public void DeeperNetwork_IsAboutAsLong() =>
        Assert.InRange(Lines(Generate(Residual(1000)), ""), 1, (int)(1.2 * Lines(Generate(Residual(100)), "")));

    private static string Declared(int depth, int shapes)
    {
        string layers = string.Concat(Enumerable.Range(0, depth).Select(i => $"    [Dense({(24 + (8 * (i % shapes))).ToString(CultureInfo.InvariantCulture)}), ReLU]\n"));
        return $$"""
            using NetGen;

            namespace Depths
            {
            [Network, Input(24)]
            {{layers}}
            [Dense(3), SoftmaxCrossEntropy]
            internal partial class Deep;
            }
            """;
    }

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
