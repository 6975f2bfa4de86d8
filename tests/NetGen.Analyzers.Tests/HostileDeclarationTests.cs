using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.GradientFlow;
using static NetGen.Analyzers.Tests.Networks;

namespace NetGen.Analyzers.Tests;

/// <summary>
/// Declarations that nobody should write. Neither the generator nor an analyzer fails, every mistake is an error in a file of the
/// project, and nothing takes long.
/// </summary>
public sealed class HostileDeclarationTests
{
    private const string Tail = "[Dense(3), SoftmaxCrossEntropy]";

    /// <summary>What has to be an error, of NetGen or of C#.</summary>
    public static TheoryData<string, string> Wrong { get; } = new()
    {
        // Blocks that contain themselves.
        { "[Network, Input(4), Block<A>]\n" + Tail, "[Block, Block<A>] class A;" },
        { "[Network, Input(4), Repeat<A>(3)]\n" + Tail, "[Block, Dense(4), Residual<B>] class A; [Block, LayerNorm, Sum<A, C>] class B; [Block, Dense(4)] class C;" },
        { "[Network, Input(4), Block<Net>]\n" + Tail, "" },
        { "[Network, Block, Input(4), Block<Net>]\n" + Tail, "" },

        // Blocks with nothing in them, or with mistakes.
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block] class A;" },
        { "[Network, Input(4), Repeat<A>(100000)]\n" + Tail, "[Block, Block<B>] class A; [Block] class B;" },
        { "[Network, Input(4), Concat<A, A>]\n" + Tail, "[Block, Dense(0)] class A;" },
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block, Dense(-5), ReLU] class A;" },
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block, Dense] class A;" },
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block, Dense(\"four\")] class A;" },
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block, Dense(4, Init = (Init)99)] class A;" },
        { "[Network, Input(4), Sum<A, B>]\n" + Tail, "[Block, Reshape(3, 5)] class A; [Block, Nothing] class B;" },
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block, Dense(4), Huber] class A;" },
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block, Input(4), Dense(4)] class A;" },
        { "[Network, Input(4), Residual<A>(Scale = float.NaN)]\n" + Tail, "[Block, Dense(4)] class A;" },
        { "[Network, Input(4), Residual<A>(Scale = 1 / 0f)]\n" + Tail, "[Block, Dense(4)] class A;" },
        { "[Network, Input(4), Residual<A>]\n" + Tail, "[Block, Dense(4)] partial class A; [ReLU] partial class A;" },

        // What is no block.
        { "[Network, Input(4), Residual<string>]\n" + Tail, "" },
        { "[Network, Input(4), Residual<int>]\n" + Tail, "" },
        { "[Network, Input(4), Residual<int[]>]\n" + Tail, "" },
        { "[Network, Input(4), Residual<(int, int)>]\n" + Tail, "" },
        { "[Network, Input(4), Residual<dynamic>]\n" + Tail, "" },
        { "[Network, Input(4), Residual<>]\n" + Tail, "" },
        { "[Network, Input(4), Residual<A<>>]\n" + Tail, "[Block, Dense(4)] class A<T>;" },
        { "[Network, Input(4), Residual<Missing>]\n" + Tail, "" },
        { "[Network, Input(4), Residual<I>]\n" + Tail, "[Block, Dense(4)] interface I;" },
        { "[Network, Input(4), Activation<A>]\n" + Tail, "[Block, Dense(4)] class A;" },

        // Sizes.
        { "[Network, Input(4), Repeat<A>(1000000)]\n" + Tail, "[Block, Dense(4)] class A;" },
        { "[Network, Input(4), Repeat<A>(16384)]\n" + Tail, "[Block, Dense(4), ReLU] class A;" },
        { "[Network, Input(4), Repeat<A>(0)]\n" + Tail, "[Block, Dense(4)] class A;" },
        { "[Network, Input(4), Repeat<A>(int.MinValue)]\n" + Tail, "[Block, Dense(4)] class A;" },
        { "[Network, Input(4), Repeat<A>(1L << 40)]\n" + Tail, "[Block, Dense(4)] class A;" },
        { "[Network, Input(4), Repeat<A>(200)]\n" + Tail, "[Block, Repeat<B>(200)] class A; [Block, Repeat<C>(200)] class B; [Block, Dense(4)] class C;" },
        { "[Network, Input(0)]\n" + Tail, "" },
        { "[Network, Input(-1)]\n" + Tail, "" },
        { "[Network, Input(int.MaxValue)]\n" + Tail, "" },
        { "[Network, Input(1048576, 1048576)]\n" + Tail, "" },
        { "[Network, Input(65536, 65536, 65536)]\n" + Tail, "" },
        { "[Network, Input()]\n" + Tail, "" },

        // Numbers.
        { "[Network, Input(4, Mean = float.NaN)]\n" + Tail, "" },
        { "[Network, Input(4, Std = float.PositiveInfinity)]\n" + Tail, "" },
        { "[Network(LearningRate = float.NaN), Input(4)]\n" + Tail, "" },
        { "[Network(BatchSize = 0), Input(4)]\n" + Tail, "" },
        { "[Network(InitScale = float.NaN), Input(4)]\n" + Tail, "" },
        { "[Network, Input(4), Dropout(float.NaN)]\n" + Tail, "" },
        { "[Network, Input(4), Dropout(1)]\n" + Tail, "" },
        { "[Network, Input(4), GaussianNoise(float.PositiveInfinity)]\n" + Tail, "" },
        { "[Network, Input(4), LeakyReLU(float.NaN)]\n" + Tail, "" },
        { "[Network, Input(4), Dense(4, L2 = float.NegativeInfinity)]\n" + Tail, "" },
        { "[Network, Input(4), Dense(4, BiasInitScale = float.NaN, BiasInit = Init.Constant)]\n" + Tail, "" },
        { "[Network, Input(4), Dense(3), SoftmaxCrossEntropy(LabelSmoothing = float.NaN)]", "" },

        // Classes.
        { "[Network, Network, Input(4)]\n" + Tail, "" },
        { "[Network, Input(4)]\n" + Tail, "[Network, Input(5), Dense(3), Huber] partial class Net;" },
        { "[Network, Input(4)]\n" + Tail, "[Input(5)] partial class Net;" },
        { "[Network, Input(4), Name]\n" + Tail, "" },
        { "[Network, Input(4), Dense(4, Name = \"\")]\n" + Tail, "" },
        { "[Network, Input(4), Dense(4, Name = \"a\\0b\")]\n" + Tail, "" },
        { "[Network, Input(4), Dense(4, Name = \"equals\")]\n" + Tail, "" },
        { "[Network, Input(4)]\n" + Tail, "class Outer<T> { [Network, Input(4), Dense(3), Huber] partial class Inner; }" },
        { "[Network, Input(4)]\n" + Tail, "partial struct Outer { partial interface I { partial record R { class C { [Network, Input(4), Dense(3), Huber] partial class Inner; } } } }" },
        { "[Network, Input(4)]\n" + Tail, "[Network, Input(4), Dense(3), Huber] partial class Generic<T> where T : class;" },
        { "[Network, Input(4)]\n" + Tail, "class Outer<T> where T : class { [Network, Input(4), Repeat<T>(2), Dense(3), Huber] partial class Inner; }" },
    };

    /// <summary>What is odd and yet right.</summary>
    public static TheoryData<string, string> Odd { get; } = new()
    {
        { "[Network, Input(4, Mean = 0, Std = 0)]\n" + Tail, "" },
        { "[Network, Input(4, Mean = 1, Std = 0)]\n[Dense(8), ReLU]\n" + Tail, "" },
        { "[Network, Input(4, Mean = 3e38f, Std = 3e38f)]\n[Dense(8), Tanh]\n" + Tail, "" },
        { "[Network, Input(4, Std = 1e-45f)]\n[Dense(8), Tanh]\n" + Tail, "" },
        { "[Network(Init = Init.Zeros, LearningRate = 0), Input(4)]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n" + Tail, "" },
        { "[Network(Init = Init.Normal, InitScale = 3e38f), Input(4)]\n[Dense(8), ReLU]\n[Dense(8), ReLU]\n" + Tail, "" },
        { "[Network(Init = Init.Normal, InitScale = 1e-45f), Input(4)]\n[Dense(8), Sigmoid]\n[Dense(8), ReLU]\n" + Tail, "" },
        { "[Network, Input(4)]\n[Residual<A>(Scale = 0)]\n[Residual<A>(Scale = -3e38f)]\n" + Tail, "[Block, Dense(4)] class A;" },
        { "[Network, Input(4)]\n[Residual<A>]\n[Sum<A, A>]\n[Concat<A, A>]\n" + Tail, "[Block, Dropout(0.5f)] class A;" },
        { "[Network, Input(4)]\n[Residual<A>]\n" + Tail, "[Block, Linear] class A;" },
        { "[Network, Input(4)]\n[Repeat<A<A<string>>>(2)]\n" + Tail, "[Block, Dense(4)] class A<T>;" },
        { "[Network, Input(1)]\n[Dense(1)]", "" },
        { "[Network, Input(1, 1, 1)]\n[Conv2D(1, 1), MaxPool2D(1)]\n[Flatten, Dense(1), Huber]", "" },
        { "[Network, Input(1, 1)]\n[LSTM(1)]\n[Dense(1), Huber]", "" },
        { "[Network, Input(4)]\n[LayerNorm, LayerNorm, BatchNorm, Dropout(0), Linear, Linear]\n" + Tail, "" },
        { "[Network, Input(4)]\n[LeakyReLU(-3e38f), LeakyReLU(3e38f), Dense(4), Exponential, Exponential, Exponential]\n" + Tail, "" },
        { "[Network, Input(4), Dense(4, BiasInitScale = 3e38f, BiasInit = Init.Constant)]\n[ReLU]\n" + Tail, "" },
        { "[Network, Input(4)]\n[Tanh]\n[Repeat<A>(3000)]\n[Sigmoid]\n" + Tail, "[Block, Linear] class A;" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Mistake_IsAnErrorInTheFile(string attributes, string rest)
    {
        using var editor = new Editor(Class(attributes, rest));
        var found = await FindAsync(editor);
        var compilation = await editor.Document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.Contains(
            [.. found, .. compilation!.GetDiagnostics(TestContext.Current.CancellationToken)], static d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Oddity_CompilesAndIsJudged(string attributes, string rest)
    {
        using var editor = new Editor(Class(attributes, rest));
        Assert.DoesNotContain(await FindAsync(editor), static d => d.Severity == DiagnosticSeverity.Error);
        var generated = await editor.GenerateAsync();
        Assert.DoesNotContain(generated.GetDiagnostics(TestContext.Current.CancellationToken), static d => d.Severity == DiagnosticSeverity.Error);
        foreach (var flow in (await editor.PredictAsync()).Layers)
        {
            Assert.False(double.IsNaN(flow.LogVariance) || double.IsNaN(flow.LogWeightNorm), $"{flow}");
        }
    }

    /// <summary>What stands behind an input that is too large is not wrong because of it, and the number is that of the input.</summary>
    [Theory]
    [InlineData("Input(46341, 46341), LSTM(8)", "Input 46341x46341 is 2147488281 values; it must be between 1 and 1048576")]
    [InlineData("Input(1000, 1000, 3), Conv2D(8, 5), MaxPool2D(2), GlobalAveragePool", "Input 1000x1000x3 is 3000000 values; it must be between 1 and 1048576")]
    [InlineData("Input(28, 0, 1), Conv2D(8, 5), MaxPool2D(2), GlobalAveragePool", "Input.width is 0; it must be between 1 and 1048576")]
    public async Task WrongInput_IsTheOnlyError(string attributes, string message)
    {
        using var editor = new Editor(Class($"[Network, {attributes}]\n" + Tail));
        Assert.Equal(message, Assert.Single(await FindAsync(editor), static d => d.Severity == DiagnosticSeverity.Error).GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>Blocks within blocks: one more than is allowed, and each twice in the one around it.</summary>
    [Theory]
    [InlineData(3000, false, "blocks within each other")]
    [InlineData(100, true, "number of layers")]
    public async Task NestedBlocks_EndInAnError(int depth, bool twice, string message)
    {
        var blocks = string.Concat(Enumerable.Range(0, depth).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"[Block, Block<B{i + 1}>{(twice ? $", Block<B{i + 1}>" : "")}] class B{i};\n")));
        using var editor = new Editor(Class("[Network, Input(4), Dense(4), Block<B0>]\n" + Tail, string.Create(CultureInfo.InvariantCulture, $"{blocks}[Block, Dropout(0.5f)] class B{depth};")));
        var found = Assert.Single(await FindAsync(editor), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("NG0006", found.Id);
        Assert.Contains(message, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Block, Dense(0)] public class Step;", "NG0006")]
    [InlineData("[Block, Dense(4, Name = \"1\")] public class Step;", "NG0007")]
    [InlineData("[Block, Dense(4), Huber] public class Step;", "NG0021")]
    [InlineData("[Block, Block<Inner>] public class Step; [Block, Residual<Step>] public class Inner;", "NG0019")]
    [InlineData("[Block, Residual<Inner>(Projection = false)] public class Step; [Block, Dense(5)] public class Inner;", "NG0018")]
    [InlineData("[Block, Residual<Inner>] public class Step; [Block] public class Inner;", "NG0020")]
    public async Task MistakeInAnotherProject_IsReportedWhereTheBlockIsUsed(string source, string id)
    {
        var token = TestContext.Current.CancellationToken;
        var library = CSharpCompilation.Create(
            "Library", [CSharpSyntaxTree.ParseText("using NetGen;\n" + source, Consumer.ParseOptions, cancellationToken: token)], Consumer.References, Consumer.CompilationOptions);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: token).Success);
        foreach (var reference in new[] { library.ToMetadataReference(), (MetadataReference)MetadataReference.CreateFromImage(image.ToArray()) })
        {
            var compilation = CSharpCompilation.Create(
                "Consumer", [CSharpSyntaxTree.ParseText(Class("[Network, Input(4)]\n[Repeat<Step>(2)]\n" + Tail), Consumer.ParseOptions, "Net.cs", cancellationToken: token)],
                [.. Consumer.References, reference], Consumer.CompilationOptions);
            var run = CSharpGeneratorDriver.Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: Consumer.ParseOptions)
                .RunGenerators(compilation, token).GetRunResult();
            var found = Assert.Single(run.Diagnostics);
            Assert.Equal(id, found.Id);
            Assert.Equal("Net.cs", found.Location.SourceTree?.FilePath);
            Assert.Contains("Repeat<Step>(2)", found.Location.SourceTree!.GetText(token).Lines[found.Location.GetLineSpan().StartLinePosition.Line].ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(await compilation.WithAnalyzers(Consumer.Analyzers).GetAnalyzerDiagnosticsAsync(token), static d => d.Id == "AD0001");
        }
    }

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(Editor editor)
    {
        long start = Stopwatch.GetTimestamp();
        var found = await editor.DiagnosticsAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        Assert.DoesNotContain(found, static d => d.Id is "AD0001" or "CS8785" || d.GetMessage(CultureInfo.InvariantCulture).Contains(GradientFlowPredictor.Failed, StringComparison.Ordinal));
        Assert.All(found, static d => Assert.True(d.Location.IsInSource, d.ToString()));
        return found;
    }
}
