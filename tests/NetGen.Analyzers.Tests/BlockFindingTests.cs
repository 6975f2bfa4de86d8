using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using static NetGen.Analyzers.Tests.Networks;

namespace NetGen.Analyzers.Tests;

/// <summary>Findings within blocks: in which class, which file, and once however often the block is repeated.</summary>
public sealed class BlockFindingTests
{
    private const string Deep = "[Network, Input(64, Std = 1)]\n[Repeat<Step>(12, Name = \"steps\")]\n[Dense(10), SoftmaxCrossEntropy]";

    [Theory]
    [InlineData("NG1001", Deep, "[Block]\n[Dense(64), Sigmoid] class Step;", "Dense(64)")]
    [InlineData("NG1007", Deep, "[Block]\n[Dense(64, Init = Init.LeCunNormal), ReLU] class Step;", "Init = Init.LeCunNormal")]
    [InlineData("NG1014", Deep, "[Block]\n[Dense(8), ReLU, Dense(8), Dense(64), Tanh] class Step;", "Dense(64)")]
    [InlineData("NG1015", Deep, "[Block]\n[Block<Inner>] class Step;\n[Block]\n[Dense(64), Dropout(0.5f), LayerNorm, ReLU] class Inner;", "Dropout(0.5f)")]
    public async Task Finding_StandsInTheBlockOnce(string id, string attributes, string blocks, string place)
    {
        using var editor = new Editor(Class(attributes, blocks));
        var found = Assert.Single(await editor.DiagnosticsAsync(), d => d.Id == id);
        Assert.Equal(place, Text(found));
        Assert.True(found.Location.SourceSpan.Start > (await editor.TextAsync()).IndexOf("[Block]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BlockInAnotherFile_IsPointedOutThere()
    {
        var found = Assert.Single(await FindAsync("NG1001", [Class(Deep), "using NetGen;\n\n[Block, Dense(64), Sigmoid] class Step;"], []));
        Assert.Equal("File1.cs", found.Location.SourceTree!.FilePath);
        Assert.Equal("Dense(64)", Text(found));
        Assert.Contains("steps", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BlockOfAnotherProject_IsPointedOutWhereItIsUsed(bool isOpen)
    {
        var library = CSharpCompilation.Create(
            "Library", [CSharpSyntaxTree.ParseText("using NetGen;\n\n[Block, Block<Inner>] public class Step;\n[Block, Dense(64), Sigmoid] public class Inner;", Consumer.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)],
            Consumer.References, Consumer.CompilationOptions);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var reference = isOpen ? library.ToMetadataReference() : (MetadataReference)MetadataReference.CreateFromImage(image.ToArray());

        Assert.Equal("Repeat<Step>(12, Name = \"steps\")", Text(Assert.Single(await FindAsync("NG1001", [Class(Deep)], [reference]))));

        var within = Deep.Replace("Step", "Own", StringComparison.Ordinal);
        Assert.Equal("Block<Step>", Text(Assert.Single(await FindAsync("NG1001", [Class(within, "[Block, Block<Step>] class Own;")], [reference]))));
    }

    [Fact]
    public async Task FindingInABlock_IsFixedThere()
    {
        using var editor = new Editor(Class(Deep, "[Block]\n[Dense(64), Sigmoid] class Step;"));
        var found = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG1001");
        await editor.ApplyAsync((await editor.OffersAsync(found)).Single(static o => o.Title.StartsWith("Use Tanh", StringComparison.Ordinal)));
        Assert.Equal(Class(Deep, "[Block]\n[Dense(64), Tanh] class Step;"), await editor.TextAsync());
        Assert.True((await editor.PredictAsync()).IsHealthy);
    }

    [Fact]
    public async Task FixInABlock_HoldsForEveryNetworkThatUsesIt()
    {
        // Twelve steps of Tanh are healthy, and not behind inputs of deviation 100.
        var other = Deep.Replace("Std = 1", "Std = 100", StringComparison.Ordinal) + "\npublic partial class Other;\n";
        using var editor = new Editor(Class(Deep, other + "[Block]\n[Dense(64), Sigmoid] class Step;"));
        var found = (await editor.DiagnosticsAsync()).First(static d => d.Id == "NG1001");
        Assert.DoesNotContain(await editor.OffersAsync(found), static o => o.Title.StartsWith("Use Tanh", StringComparison.Ordinal));
    }

    private static string Text(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan);

    private static async Task<IEnumerable<Diagnostic>> FindAsync(string id, string[] sources, MetadataReference[] references)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "Consumer", sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, Consumer.ParseOptions, $"File{i}.cs", cancellationToken: token)),
            [.. Consumer.References, .. references], Consumer.CompilationOptions);
        Assert.DoesNotContain(compilation.GetDiagnostics(token), static d => d.Severity == DiagnosticSeverity.Error);
        var found = await compilation.WithAnalyzers(Consumer.Analyzers).GetAnalyzerDiagnosticsAsync(token);
        Assert.DoesNotContain(found, static d => d.Id == "AD0001");
        return found.Where(d => d.Id == id);
    }
}
