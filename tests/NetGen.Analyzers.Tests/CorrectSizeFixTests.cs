using Microsoft.CodeAnalysis.Testing;
using static NetGen.Analyzers.Tests.Networks;

namespace NetGen.Analyzers.Tests;

/// <summary>Sizes that do not fit: which numbers are offered, what is written, and that the diagnostic is gone.</summary>
public sealed class CorrectSizeFixTests
{
    [Theory]
    [InlineData("Give Dense(10) 12 units", "[Dense(12), MeanSquaredError(Targets = 12)]")]
    [InlineData("Declare Targets = 10", "[Dense(10), MeanSquaredError(Targets = 10)]")]
    public Task Targets_AreMadeToFit(string title, string after) =>
        AssertFix("NG0022", title, "[Network, Input(4)]\n[Dense(10), MeanSquaredError(Targets = 12)]", "[Network, Input(4)]\n" + after);

    [Theory]
    [InlineData("[Dense(units: Sizes.Hidden, Name = \"last\"), /* squash */ Tanh, Dropout(0.5f), Huber(0.5f, Targets = 7)]", "[Dense(units: 7, Name = \"last\"), /* squash */ Tanh, Dropout(0.5f), Huber(0.5f, Targets = 7)]")]
    [InlineData("[Dense(3), SoftmaxCrossEntropy(LabelSmoothing = 0.1f, Targets = Sizes.Hidden + 1)]", "[Dense(4), SoftmaxCrossEntropy(LabelSmoothing = 0.1f, Targets = Sizes.Hidden + 1)]")]
    public Task Units_FollowTheTargets(string before, string after) =>
        AssertFix("NG0022", "Give Dense(3) ", "[Network, Input(4)]\n" + before, "[Network, Input(4)]\n" + after, "static class Sizes { public const int Hidden = 3; }");

    [Fact]
    public Task UnitsOfASequence_AreAtEachStep() =>
        AssertFix("NG0022", "Give Dense(3) 2 units", "[Network, Input(5, 4)]\n[Dense(3), Huber(Targets = 10)]", "[Network, Input(5, 4)]\n[Dense(2), Huber(Targets = 10)]");

    [Fact]
    public Task UnitsInABlock_FollowTheTargets() =>
        AssertFix("NG0022", "Give Dense(3) 2 units", "[Network, Input(4)]\n[Block<B>, Huber(Targets = 2)]", "[Network, Input(4)]\n[Block<B>, Huber(Targets = 2)]", "[Block, Dense(3), Tanh] class B;", "[Block, Dense(2), Tanh] class B;");

    [Theory]
    [InlineData("[Network, Input(5, 4)]\n[Dense(3), Huber(Targets = 7)]", "Declare Targets = 15")]
    [InlineData("[Network, Input(5, 4)]\n[GlobalMaxPool, Huber(Targets = 7)]", "Declare Targets = 4")]
    public async Task WhereNoUnitsFit_OnlyTheTargetsAreOffered(string attributes, string title)
    {
        using var editor = new Editor(Class(attributes));
        var found = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG0022");
        Assert.Equal(title, Assert.Single(await editor.OffersAsync(found)).Title);
    }

    [Theory]
    [InlineData("Give Dense(5) 4 units", "[Residual<Wide>(Scale = 0.5f, Projection = false)]", "[Block, Dense(9), Tanh, Dense(4), Tanh] class Wide;")]
    [InlineData("Let the residual project", "[Residual<Wide>(Scale = 0.5f)]", "[Block, Dense(9), Tanh, Dense(5), Tanh] class Wide;")]
    public Task Residual_IsMadeToFit(string title, string after, string block) =>
        AssertFix("NG0018", title, "[Network, Input(4)]\n[Residual<Wide>(Scale = 0.5f, Projection = false)]\n[Dense(1), Huber]", $"[Network, Input(4)]\n{after}\n[Dense(1), Huber]", "[Block, Dense(9), Tanh, Dense(5), Tanh] class Wide;", block);

    [Fact]
    public Task ResidualInABlock_IsMadeToFit() =>
        AssertFix(
            "NG0018", "Give Dense(5) 4 units", "[Network, Input(4)]\n[Repeat<Step>(3)]\n[Dense(1), Huber]", "[Network, Input(4)]\n[Repeat<Step>(3)]\n[Dense(1), Huber]",
            "[Block, Residual<Wide>(Projection = false)] class Step;\n[Block, Dense(5)] class Wide;", "[Block, Residual<Wide>(Projection = false)] class Step;\n[Block, Dense(4)] class Wide;");

    [Theory]
    [InlineData("as A has", "[Block, Dense(5)] class A;\n[Block, Dense(5), Tanh] class B;")]
    [InlineData("as B has", "[Block, Dense(7)] class A;\n[Block, Dense(7), Tanh] class B;")]
    public async Task Sum_IsMadeToFit(string title, string blocks)
    {
        const string Attributes = "[Network, Input(4)]\n[Sum<A, B>]\n[Dense(1), Huber]";
        await AssertFix("NG0018", title, Attributes, Attributes, "[Block, Dense(5)] class A;\n[Block, Dense(7), Tanh] class B;", blocks);
    }

    [Theory]
    [InlineData("Use Reshape(3, 4)", "[Input(12)] [Reshape(3, 5)]", "[Input(12)] [Reshape(3, 4)]")]
    [InlineData("Use Reshape(12)", "[Input(3, 4)] [Reshape(size: 13)]", "[Input(3, 4)] [Reshape(size: 12)]")]
    [InlineData("Use Reshape(2, 3, 2)", "[Input(3, 4)] [Reshape(1, 3, 2)]", "[Input(3, 4)] [Reshape(2, 3, 2)]")]
    [InlineData("Give Dense(8) 15 units", "[Input(4)] [Dense(8)] [Tanh] [Reshape(3, 5)]", "[Input(4)] [Dense(15)] [Tanh] [Reshape(3, 5)]")]
    public Task Reshape_IsMadeToFit(string title, string before, string after) =>
        AssertFix("NG0018", title, $"[Network]\n{before}\n[Dense(1), Huber]", $"[Network]\n{after}\n[Dense(1), Huber]");

    [Theory]
    [InlineData("[Network, Input(12), Padding]\n[Dense(1), Huber]", "")]
    [InlineData("[Network, Input(12)]\n[LSTM(4)]\n[Dense(1), Huber]", "")]
    [InlineData("[Network, Input(4, 6)]\n[Residual<A>]\n[Dense(1), Huber]", "[Block, Reshape(6, 4)] class A;")]
    [InlineData("[Network, Input(4, 3)]\n[Sum<A, B>]\n[Dense(1), Huber]", "[Block, Dense(5)] class A;\n[Block, Flatten] class B;")]
    public async Task WhatNoNumberDecides_HasNoOffer(string attributes, string rest)
    {
        using var editor = new Editor(Class(attributes, rest));
        var found = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG0018");
        Assert.Empty(await editor.OffersAsync(found));
    }

    [Fact]
    public async Task TwoErrors_AreCorrectedOneByOne()
    {
        using var editor = new Editor(Class("[Network, Input(12)]\n[Reshape(3, 5)]\n[Reshape(16)]\n[Dense(1), Huber]"));
        foreach (var title in new[] { "Use Reshape(3, 4)", "Use Reshape(12)" })
        {
            var found = (await editor.DiagnosticsAsync()).First(static d => d.Id == "NG0018");
            await editor.ApplyAsync((await editor.OffersAsync(found)).Single(o => o.Title == title));
        }

        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Id == "NG0018");
    }

    [Theory]
    [InlineData("Units", "[Dense(2), Huber(Targets = 2)]", "[Dense(9), SoftmaxCrossEntropy(Targets = 9)]")]
    [InlineData("Targets", "[Dense(3), Huber(Targets = 3)]", "[Dense(5), SoftmaxCrossEntropy(Targets = 5)]")]
    public async Task AllNetworksOfADocument_AreFixedTogether(string key, string first, string second)
    {
        var source = Two("[Dense(3), Huber({|#0:Targets = 2|})]", "[Dense(5), SoftmaxCrossEntropy({|#1:Targets = 9|})]");
        var test = new FixTest<GeneratorDiagnostics, CodeFixes.CorrectSizeFix>(source, Two(first, second)).WithKey(key);
        test.TestState.ExpectedDiagnostics.Add(DiagnosticResult.CompilerError("NG0022").WithLocation(0));
        test.TestState.ExpectedDiagnostics.Add(DiagnosticResult.CompilerError("NG0022").WithLocation(1));
        await test.RunAsync(TestContext.Current.CancellationToken);

        static string Two(string first, string second) =>
            $"using NetGen;\n\n[Network, Input(20)]\n{first}\npublic partial class First;\n\n[Network, Input(30)]\n{second}\npublic partial class Second;\n";
    }

    private static async Task AssertFix(string id, string title, string before, string after, string rest = "", string? restAfter = null)
    {
        using var editor = new Editor(Class(before, rest));
        var found = Assert.Single(await editor.DiagnosticsAsync(), d => d.Id == id);
        await editor.ApplyAsync((await editor.OffersAsync(found)).Single(o => o.Title.Contains(title, StringComparison.Ordinal)));
        Assert.Equal(Class(after, restAfter ?? rest), await editor.TextAsync());
        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        await editor.PredictAsync();
    }
}
