using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using static NetGen.Analyzers.Tests.Networks;

namespace NetGen.Analyzers.Tests;

/// <summary>Every fix: what is offered, what it writes, and that the network is healthy afterwards.</summary>
public sealed class FixTests
{
    /// <summary>What has no remedy that the compiler could choose: widths are the user's.</summary>
    private static readonly HashSet<string> _withoutRemedy = ["NG1006 narrow and deep", "NG1006 no factor", "NG1002 a step too long", "NG1017 500 to 4"];

    public static TheoryData<RuleCase> Fixable { get; } = [.. RuleCases.All.Where(static row => !_withoutRemedy.Contains(row.Data.ToString()))];

    /// <summary>Applies every fix that is offered for every case, and predicts again.</summary>
    [Theory]
    [MemberData(nameof(Fixable))]
    public async Task Fix_RemovesItsDiagnosticAndPredictsHealthy(RuleCase test)
    {
        TestFileMarkupParser.GetSpans(test.Source, out var source, out System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan> _);
        using var before = new Editor(source);
        var found = (await before.DiagnosticsAsync()).First(d => d.Id == test.Id);
        var offers = await before.OffersAsync(found);
        Assert.NotEmpty(offers);
        foreach (var offer in offers)
        {
            using var editor = new Editor(source);
            var again = (await editor.DiagnosticsAsync()).First(d => d.Id == test.Id);
            await editor.ApplyAsync((await editor.OffersAsync(again)).Single(o => o.Title == offer.Title));
            Assert.DoesNotContain(await editor.DiagnosticsAsync(), d => d.Id == test.Id);
            var prediction = await editor.PredictAsync();
            Assert.True(prediction.IsHealthy, $"{offer.Title}: {string.Join(" ", prediction.Findings.Select(static f => f.Message))}");
        }
    }

    [Theory]
    [InlineData("NG1001", "Use ReLU in hidden layers", "[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid(Name = \"squash\")]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network, Input(20)]\n[Dense(64), ReLU]\n[Dense(64), ReLU(Name = \"squash\")]\n[Dense(64), ReLU]\n[Dense(64), ReLU]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1002", "Leave the initializer", "[Network(BatchSize = 64, Init = Init.Normal), Input(20)]\n[Dense(64, Name = \"first\", InitScale = 0.5f), ReLU]\n[Dense(64), ReLU]\n[Dense(64), ReLU]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network(BatchSize = 64), Input(20)]\n[Dense(64, Name = \"first\"), ReLU]\n[Dense(64), ReLU]\n[Dense(64), ReLU]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1003", "Standardise", "[Network, Input(20, Mean = 3, Std = 100)]\n[Dense(64), Tanh]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network, Input(20, Mean = 0, Std = 1)]\n[Dense(64), Tanh]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1007", "Leave the initializer", "[Network, Input(64)]\n[Dense(64, Init = Init.LeCunNormal), ReLU]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network, Input(64)]\n[Dense(64), ReLU]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1008", "Remove [Tanh]", "[Network, Input(20)]\n[Dense(10), Tanh, SoftmaxCrossEntropy]", "[Network, Input(20)]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG0009", "Remove [Softmax]", "[Network, Input(20)]\n[Dense(10)]\n[Softmax]\n[SoftmaxCrossEntropy]", "[Network, Input(20)]\n[Dense(10)]\n[SoftmaxCrossEntropy]")]
    [InlineData("NG1009", "Use SoftmaxCrossEntropy", "[Network, Input(20)]\n[Dense(10), Softmax, MeanSquaredError]", "[Network, Input(20)]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1014", "Put ReLU", "[Network, Input(20)]\n[Dense(64)]\n[Dense(10), SoftmaxCrossEntropy]", "[Network, Input(20)]\n[Dense(64), ReLU]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1015", "Move [Dropout] behind [ReLU]", "[Network, Input(20)]\n[Dense(64), ReLU, Dropout(0.5f, Name = \"drop\")]\n[Dense(64), LayerNorm, ReLU]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network, Input(20)]\n[Dense(64), ReLU]\n[Dense(64), LayerNorm, ReLU, Dropout(0.5f, Name = \"drop\")]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1015", "Move [AlphaDropout] behind [BatchNorm]", "[Network, Input(20)]\n[Dense(64), ReLU]\n[AlphaDropout(0.1f)]\n[RMSNorm, Dense(64), SELU, BatchNorm]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network, Input(20)]\n[Dense(64), ReLU]\n[RMSNorm, Dense(64), SELU, BatchNorm, AlphaDropout(0.1f)]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1015", "Move [Dropout] behind [ReLU]", "[Network, Input(20)]\n[Dense(64), /* before */ ReLU /* after */, Dropout(0.5f) /* drop */]\n[Dense(64), /* norm */ LayerNorm, ReLU]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network, Input(20)]\n[Dense(64), /* before */ ReLU /* after */]\n[Dense(64), /* norm */ LayerNorm, ReLU, Dropout(0.5f)]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1015", "Move [Dropout] behind [ReLU]", "[Network, Input(20)]\n[\n    Dense(64), // wide\n    ReLU, // bent\n    Dropout(0.5f) // half\n]\n[\n    Dense(64), // again\n    LayerNorm,\n    ReLU // bent too\n]\n[Dense(10), SoftmaxCrossEntropy]",
        "[Network, Input(20)]\n[\n    Dense(64), // wide\n    ReLU // bent\n]\n[\n    Dense(64), // again\n    LayerNorm,\n    ReLU, Dropout(0.5f) // bent too\n]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1009", "Use SoftmaxCrossEntropy", "[Network, Input(20)]\n[Dense(10), /* soft */ Softmax,\n /* last */ MeanSquaredError]", "[Network, Input(20)]\n[Dense(10),\n /* last */ SoftmaxCrossEntropy]")]
    [InlineData("NG1014", "Put ReLU", "[Network, Input(20)]\n[Dense(64) /* wide */]\n[Dense(10), SoftmaxCrossEntropy]", "[Network, Input(20)]\n[Dense(64) /* wide */, ReLU]\n[Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("NG1016", "Standardise", "[Network, Input(20)]\n[Dense(10), SoftmaxCrossEntropy]", "[Network, Input(20, Mean = 0, Std = 1)]\n[Dense(10), SoftmaxCrossEntropy]")]
    public async Task Fix_Writes(string id, string title, string before, string after)
    {
        using var editor = new Editor(Class(before));
        var found = (await editor.DiagnosticsAsync()).First(d => d.Id == id);
        await editor.ApplyAsync((await editor.OffersAsync(found)).Single(o => o.Title.StartsWith(title, StringComparison.Ordinal)));
        Assert.Equal(Class(after), await editor.TextAsync());
    }

    [Theory]
    [InlineData("[Network, Input(2)]\n[Dense(1), Huber]\ninternal class Net;", "[Network, Input(2)]\n[Dense(1), Huber]\ninternal partial class Net;")]
    [InlineData("[Network, Input(2)]\n[Dense(1), Huber]\nclass Net;", "[Network, Input(2)]\n[Dense(1), Huber]\npartial class Net;")]
    [InlineData("class Outer\n{\n    [Network, Input(2), Dense(1), Huber] sealed class Net;\n}", "partial class Outer\n{\n    [Network, Input(2), Dense(1), Huber] sealed partial class Net;\n}")]
    public async Task Class_IsMadePartial(string before, string after)
    {
        using var editor = new Editor("using NetGen;\n" + before);
        var found = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG0001");
        await editor.ApplyAsync(Assert.Single(await editor.OffersAsync(found)));
        Assert.Equal("using NetGen;\n" + after, await editor.TextAsync());
        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Id == "NG0001");
    }

    [Fact]
    public async Task WeightDecay_IsTurnedOff()
    {
        using var editor = new Editor(Class("[Network, Input(2)]\n[Dense(1), Huber]", "static class O { static Optimizer Create() => new AdamW { Groups = { new(\"*.bias\") { WeightDecay = 0.1f } } }; }"));
        var found = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG1013");
        await editor.ApplyAsync(Assert.Single(await editor.OffersAsync(found)));
        Assert.Contains("{ WeightDecay = 0 }", await editor.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Id == "NG1013");
    }

    [Theory]
    [InlineData("new Trainer<Net>(new Net(1), new Adam())", "new Trainer<Net>(new Net(1), new Adam()) { Clip = Clip.GlobalNorm(1f) }")]
    [InlineData("new Trainer<Net>(new Net(1), new Adam()) { Seed = 1, Clip = null }", "new Trainer<Net>(new Net(1), new Adam()) { Clip = Clip.GlobalNorm(1f), Seed = 1 }")]
    public async Task Clip_IsAdded(string before, string after)
    {
        using var editor = new Editor(Class("[Network, Input(50, 2)]\n[LSTM(4)]\n[Dense(1), Huber]", $"static class T {{ static void Train() {{ using var t = {before}; }} }}"));
        var found = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG1012");
        await editor.ApplyAsync(Assert.Single(await editor.OffersAsync(found)));
        Assert.Contains($"using var t = {after};", await editor.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Id == "NG1012");
    }

    [Fact]
    public async Task Depth_IsReducedUntilTheGradientGetsThrough()
    {
        using var editor = new Editor(Class("[Network, Input(20)]\n[Dense(64), Sigmoid]\n" + Times(10, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]"));
        var offer = Assert.Single(await editor.RefactoringsAsync());
        Assert.StartsWith("Reduce depth by ", offer.Title, StringComparison.Ordinal);
        await editor.ApplyAsync(offer);
        Assert.True((await editor.PredictAsync()).IsHealthy);
        Assert.Equal(Class("[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(10), SoftmaxCrossEntropy]"), await editor.TextAsync());
        Assert.Empty(await editor.RefactoringsAsync());
    }

    [Theory]
    [InlineData("[Network, Input(20)]\n[Dense(64), ReLU, Dropout(0.5f)]\n[Dense(64), LayerNorm, ReLU, Dropout(0.5f)]\n[Dense(10), SoftmaxCrossEntropy]", "")]
    [InlineData("[Network, Input(20)]\n[Dropout(0.5f), Block<Normed>]\n[Dense(10), SoftmaxCrossEntropy]", "[Block, LayerNorm, Dense(20)] class Normed;")]
    [InlineData("[Network, Input(20)]\n[Repeat<Normed>(2)]\n[Dense(10), SoftmaxCrossEntropy]", "[Block, LayerNorm, Dense(20), Dropout(0.5f)] class Normed;")]
    public async Task Dropout_StaysWhereItCannotMove(string attributes, string rest)
    {
        using var editor = new Editor(Class(attributes, rest));
        var found = (await editor.DiagnosticsAsync()).First(static d => d.Id == "NG1015");
        Assert.Empty(await editor.OffersAsync(found));
    }

    [Theory]
    [InlineData("[Network, Input(20)]\n[Dense(64), ReLU]\n[Repeat<Step>(3)]\n[Dense(10), SoftmaxCrossEntropy]", "[Block, Dense(64)] class Step;", "[Block, Dense(64), ReLU] class Step;")]
    [InlineData("[Network, Input(20)]\n[Repeat<Step>(3)]\n[Dense(10), SoftmaxCrossEntropy]", "[Block, Dense(64)] class Step;", "[Block, Dense(64), ReLU] class Step;")]
    [InlineData("[Network, Input(20)]\n[Dense(10), ReLU]\n[Repeat<Step>(3)]\n[SoftmaxCrossEntropy]", "[Block, Dense(10)] class Step;", "[Block, ReLU, Dense(10)] class Step;")]
    [InlineData("[Network, Input(20)]\n[Dense(64), ReLU]\n[Repeat<Step>(3)]\n[Dense(10), SoftmaxCrossEntropy]", "[Block, Dense(32), Tanh, Dense(64)] class Step;", "[Block, Dense(32), Tanh, Dense(64), ReLU] class Step;")]
    public async Task Activation_IsPutBetweenRepetitionsOfABlock(string attributes, string before, string after)
    {
        using var editor = new Editor(Class(attributes, before));
        var found = (await editor.DiagnosticsAsync()).First(d => d.Id == "NG1014");
        await editor.ApplyAsync((await editor.OffersAsync(found)).Single(static o => o.Title.StartsWith("Put ReLU", StringComparison.Ordinal)));
        Assert.Equal(Class(attributes, after), await editor.TextAsync());
        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Id is "NG1014" or "NG1008");
    }

    /// <summary>What the rule finds could be mended, but something else would become worse.</summary>
    [Theory]
    [InlineData("NG1014", "Put ReLU", "[Network, Input(20)]\n[Repeat<Step>(3)]\n[SoftmaxCrossEntropy]", "[Block, Dense(10)] class Step;")]
    [InlineData("NG1014", "Put ReLU", "[Network, Input(20)]\n[Dense(64, BiasInit = Init.Constant, BiasInitScale = -4)]\n[Dense(10), SoftmaxCrossEntropy]", "")]
    [InlineData("NG1014", "Put Tanh", "[Network, Input(20, Std = 100)]\n[Dense(64)]\n[Dense(10), SoftmaxCrossEntropy]", "")]
    [InlineData("NG1007", "Leave", "[Network, Input(20, Std = 100)]\n[Dense(64, InitScale = 0.01f), Tanh]\n[Dense(10), SoftmaxCrossEntropy]", "")]
    public async Task Fix_IsNotOfferedWhereSomethingElseBecomesWorse(string id, string title, string attributes, string rest)
    {
        using var editor = new Editor(Class(attributes, rest));
        var found = (await editor.DiagnosticsAsync()).First(d => d.Id == id);
        Assert.DoesNotContain(await editor.OffersAsync(found), o => o.Title.StartsWith(title, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Branches_DoNotFollowEachOther()
    {
        using var editor = new Editor(Class(
            "[Network, Input(20)]\n[Dense(64), ReLU]\n[Sum<A, B>]\n[ReLU, Dense(10), SoftmaxCrossEntropy]",
            "[Block, Dense(64), ReLU, Dropout(0.5f), Dense(64)] class A;\n[Block, Dense(64), ReLU, LayerNorm, Dense(64)] class B;\n"));
        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Id is "NG1014" or "NG1015");
    }

    [Fact]
    public async Task AllDropoutsOfADocument_AreMovedTogether()
    {
        const string Before = "[{|NG1015:Dropout(0.5f)|}, LayerNorm, Dense(9), ReLU, GaussianNoise(0.1f)]\n[{|NG1015:Dropout(0.2f)|}, BatchNorm, ReLU, Dense(1), Huber]\n";
        const string After = "[LayerNorm, Dropout(0.5f), Dense(9), ReLU, GaussianNoise(0.1f)]\n[BatchNorm, ReLU, Dropout(0.2f), Dense(1), Huber]\n";
        var source = $"using NetGen;\n\n[Network, Input(20, Std = 1)]\n{Before}public partial class First;\n\n[Network, Input(30, Std = 1)]\n{Before}public partial class Second;\n";
        var test = new FixTest<NetworkAnalyzer, CodeFixes.MoveDropoutFix>(
            source, $"using NetGen;\n\n[Network, Input(20, Std = 1)]\n{After}public partial class First;\n\n[Network, Input(30, Std = 1)]\n{After}public partial class Second;\n").WithKey("Move");
        await test.Only("NG1015").RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AllNetworksOfADocument_AreFixedTogether()
    {
        const string Deep = "[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(10), SoftmaxCrossEntropy]\n";
        var source = $"using NetGen;\n\n[Network, Input(20, Std = 1)]\n{Deep}public partial class First;\n\n[Network, Input(30, Std = 1)]\n{Deep}public partial class Second;\n";
        await new FixTest<NetworkAnalyzer, CodeFixes.ChangeActivationFix>(source, source.Replace("Sigmoid", "Tanh", StringComparison.Ordinal))
            .Expect("NG1001", 4).Expect("NG1001", 13).WithKey("Tanh").RunAsync(TestContext.Current.CancellationToken);
    }
}
