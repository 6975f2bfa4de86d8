using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>Blocks in another file than the network that uses them: what edits of that file make the generator do again.</summary>
public sealed class BlockEditTests
{
    private const string Blocks = "Blocks.cs";

    private const string Source = """
        using NetGen;

        namespace Edits
        {
            [Network, Input(3)]
            [Repeat<Hidden>(2)]
            [Dense(2), MeanSquaredError]
            internal partial class Deep;

            [Network, Input(4)]
            [Dense(6), ReLU]
            [Dense(2), SoftmaxCrossEntropy]
            internal partial class Flat;
        }
        """;

    private const string Block = """
        using NetGen;

        namespace Edits
        {
            [Block]
            [Residual<Inner>, ReLU]
            internal sealed class Hidden;

            [Block, Dense(3)]
            internal sealed class Inner
            {
                public static int Number() => 1;
            }
        }
        """;

    private static readonly HarnessOptions _options = HarnessOptions.Default;

    private static readonly GeneratorRun _first = GeneratorHarness.Start(
        GeneratorHarness.Compile(_options, Source).WithFile(Blocks, Block, _options));

    [Fact]
    public void Start_IsClean() => _first.AssertClean();

    [Theory]
    [InlineData("Dense(3)", "Dense(3, Bias = false)")]
    [InlineData("Dense(3)", "Dense(3), Tanh")]
    [InlineData("[Residual<Inner>, ReLU]", "[Residual<Inner>(Scale = 0.5f), ReLU]")]
    public void EditOfABlock_RewritesTheNetworkThatUsesIt(string before, string after)
    {
        var edited = Edit(before, after);
        var second = GeneratorHarness.Continue(_first.Driver, edited).AssertClean();
        Assert.Equal(GeneratorHarness.Start(edited).Files, second.Files);
        Assert.NotEqual(_first.Files["Edits.Deep.Backward.g.cs"], second.Files["Edits.Deep.Backward.g.cs"]);
        Assert.Equal(_first.Files["Edits.Flat.Backward.g.cs"], second.Files["Edits.Flat.Backward.g.cs"]);
    }

    [Fact]
    public void BrokenBlock_IsReportedOnceAndHealed()
    {
        var second = GeneratorHarness.Continue(_first.Driver, Edit("Dense(3)", "Dense(0)"));
        var diagnostic = Assert.Single(second.Reported);
        Assert.Equal("NG0006", diagnostic.Id);
        Assert.Equal(Blocks, diagnostic.Location.SourceTree!.FilePath);
        var healed = GeneratorHarness.Continue(second.Driver, _first.Input).AssertClean();
        Assert.Equal(_first.Files, healed.Files);
    }

    [Theory]
    [InlineData("Number() => 1", "Number() => 2")]
    [InlineData("[Block, Dense(3)]", "[Block, Dense(1 + 2)]")]
    [InlineData("[Residual<Inner>, ReLU]", "[Residual<Edits.Inner>, ReLU()] // as before")]
    public void EditThatMeansTheSame_RewritesNothing(string before, string after) =>
        Incremental.AssertCached(_first, GeneratorHarness.Continue(_first.Driver, Edit(before, after)));

    private static CSharpCompilation Edit(string before, string after)
    {
        Assert.Contains(before, Block, StringComparison.Ordinal);
        return _first.Input.WithFile(Blocks, Block.Replace(before, after, StringComparison.Ordinal), _options);
    }
}
