using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static NetGen.Analyzers.Tests.Networks;

namespace NetGen.Analyzers.Tests;

/// <summary>Residual blocks around layers that keep their width: what is written, and that it is healthy and compiles with what the generator writes.</summary>
public sealed class WrapResidualFixTests
{
    private const string Output = "[Dense(10), SoftmaxCrossEntropy]";
    private const string Steps = "[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Repeat<Step>(12, Name = \"steps\")]\n" + Output;

    [Theory]
    [InlineData("NG1001", "in 4 residual blocks behind LayerNorm", "[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n",
        "[Dense(64), Sigmoid]\n[Repeat<NetStep>(4)]\n", "[LayerNorm]\n[Dense(64), Sigmoid]\ninternal class NetBranch;\n\n[Block]\n[Residual<NetBranch>]\ninternal class NetStep;\n")]
    [InlineData("NG1001", "in 4 residual blocks behind LayerNorm", "[Dense(64)]\n[Sigmoid]\n// The rest.\n[Dense(64, L2 = 1e-4f), Sigmoid(Name = \"squash\")]\n[Dense(64, L2 = 1e-4f, Name = \"third\"), Sigmoid]\n[Dense(64, L2 = 1e-4f), Sigmoid]\n[Dense(64, L2 = 1e-4f), Sigmoid]\n",
        "[Dense(64)]\n[Sigmoid]\n// The rest.\n[Repeat<NetStep>(4)]\n", "[LayerNorm]\n[Dense(64, L2 = 1e-4f), Sigmoid]\ninternal class NetBranch;\n\n[Block]\n[Residual<NetBranch>]\ninternal class NetStep;\n")]
    [InlineData("NG1002", "in 14 residual blocks (", "[Dense(64), BatchNorm, ReLU]\n[Repeat<Step>(14)]\n", "[Dense(64), BatchNorm, ReLU]\n[Repeat<NetStep>(14)]\n",
        "[Residual<Step>]\ninternal class NetStep;\n", "\n[Block, Dense(64), BatchNorm, ReLU] class Step;\n")]
    public Task Layers_MoveToABlock(string id, string title, string before, string after, string blocks, string rest = "") =>
        AssertFix(id, title, Class("[Network, Input(20)]\n" + before + Output, rest), Class($"[Network, Input(20)]\n{after}{Output}", $"\n[Block]\n{blocks}{rest}"));

    [Fact]
    public Task LayersThatDiffer_GetBlocksOfTheirOwn() =>
        AssertFix(
            "NG1001", "in 5 residual blocks behind LayerNorm",
            Class("[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Dense(64, Name = \"wide\"), Sigmoid]\n[Dense(64), Tanh, Dropout(0.1f)]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(32), Sigmoid]\n[Dense(32), Sigmoid]\n" + Output),
            Class(
                "[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Residual<NetBranch>]\n[Residual<NetBranch2>]\n[Repeat<NetStep>(2)]\n[Dense(32), Sigmoid]\n[Residual<NetBranch4>]\n" + Output,
                "\n[Block]\n[LayerNorm]\n[Dense(64, Name = \"wide\"), Sigmoid]\ninternal class NetBranch;\n\n[Block]\n[LayerNorm]\n[Dense(64), Tanh, Dropout(0.1f)]\ninternal class NetBranch2;\n"
                + "\n[Block]\n[LayerNorm]\n[Dense(64), Sigmoid]\ninternal class NetBranch3;\n\n[Block]\n[Residual<NetBranch3>]\ninternal class NetStep;\n\n[Block]\n[LayerNorm]\n[Dense(32), Sigmoid]\ninternal class NetBranch4;\n"));

    [Fact]
    public Task LayersOfABlock_AreWrappedWhereTheyStand() =>
        AssertFix(
            "NG1001", "in 6 residual blocks (",
            Class("[Network, Input(64)]\n[Repeat<Step>(6, Name = \"steps\")]\n" + Output, "\n[Block]\n[Dense(64), Sigmoid]\nclass Step;\n"),
            Class("[Network, Input(64)]\n[Repeat<Step>(6, Name = \"steps\")]\n" + Output, "\n[Block]\n[Residual<StepBranch>]\nclass Step;\n\n[Block]\n[Dense(64), Sigmoid]\nclass StepBranch;\n"));

    [Fact]
    public Task RepeatedBlock_IsRepeatedAsAResidual() =>
        AssertFix(
            "NG1001", "in 12 residual blocks behind LayerNorm",
            Class(Steps, "\n[Block, Dense(64), Sigmoid] class Step;\n"),
            Class(Steps.Replace("<Step>", "<NetStep>", StringComparison.Ordinal), "\n[Block]\n[LayerNorm]\n[Block<Step>]\ninternal class NetBranch;\n\n[Block]\n[Residual<NetBranch>]\ninternal class NetStep;\n\n[Block, Dense(64), Sigmoid] class Step;\n"));

    [Fact]
    public async Task BeforeCSharp12_BlocksHaveBodies()
    {
        // Generic attributes are C# 11; a class that ends with a semicolon would be C# 12.
        using var editor = new Editor(
            "using NetGen;\n\n[Network, Input(20)]\n[Dense(64), Sigmoid]\n" + Times(4, "[Dense(64), Sigmoid]") + Output + "\npublic partial class Net\n{\n}\n", LanguageVersion.CSharp11);
        var found = (await editor.DiagnosticsAsync()).First(static d => d.Id == "NG1001");
        await editor.ApplyAsync((await editor.OffersAsync(found)).Single(static o => o.Title.StartsWith("Wrap", StringComparison.Ordinal)));
        Assert.Equal(
            "using NetGen;\n\n[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Repeat<NetStep>(4)]\n" + Output + "\npublic partial class Net\n{\n}\n"
            + "\n[Block]\n[LayerNorm]\n[Dense(64), Sigmoid]\ninternal class NetBranch\n{\n}\n\n[Block]\n[Residual<NetBranch>]\ninternal class NetStep\n{\n}\n",
            await editor.TextAsync());
        await AssertHealthyAsync(editor, "Net");
    }

    [Fact]
    public async Task NestedNetwork_GetsItsBlockBesideIt()
    {
        var layers = Times(6, "        [NetGen.Dense(64), NetGen.Sigmoid]");
        var source = "namespace App\n{\n    public static partial class Models\n    {\n        [NetGen.Network, NetGen.Input(20)]\n        [NetGen.Dense(64), NetGen.Sigmoid]\n" + layers
            + "        [NetGen.Dense(10), NetGen.SoftmaxCrossEntropy]\n        public sealed partial class Digits\n        {\n        }\n\n        private class DigitsStep;\n    }\n}\n";
        using var editor = new Editor(source.Replace("\n", "\r\n", StringComparison.Ordinal));
        var found = (await editor.DiagnosticsAsync()).First(static d => d.Id == "NG1001");
        await editor.ApplyAsync((await editor.OffersAsync(found)).Single(static o => o.Title.StartsWith("Wrap", StringComparison.Ordinal)));
        var text = await editor.TextAsync();
        Assert.Contains("        [NetGen.Repeat<DigitsStep2>(6)]\r\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "        }\r\n\r\n        [NetGen.Block]\r\n        [NetGen.LayerNorm]\r\n        [NetGen.Dense(64), NetGen.Sigmoid]\r\n        private sealed class DigitsBranch;\r\n\r\n        [NetGen.Block]\r\n        [NetGen.Residual<DigitsBranch>]\r\n        private sealed class DigitsStep2;\r\n\r\n        private class DigitsStep;\r\n",
            text, StringComparison.Ordinal);
        await AssertHealthyAsync(editor, "App.Models+Digits");
    }

    [Theory]
    [InlineData("[Network, Input(20)]\n[Dense(60), Sigmoid]\n[Dense(61), Sigmoid]\n[Dense(62), Sigmoid]\n[Dense(63), Sigmoid]\n[Dense(64), Sigmoid]\n" + Output)]
    [InlineData("[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Dense(64), /* why */ Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n" + Output)]
    [InlineData("[Network, Input(20)]\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n#if !SMALL\n[Dense(64), Sigmoid]\n#endif\n[Dense(64), Sigmoid]\n[Dense(64), Sigmoid]\n" + Output)]
    [InlineData("[Network(BatchSize = 8, Init = Init.Normal, InitScale = 0.3f), Input(20)]\n[Dense(64), Sigmoid]\n[Repeat<Step>(40)]\n" + Output, "[Block, Dense(64), Sigmoid] class Step;")]
    public async Task WhatCannotBeWrappedOrHelped_HasNoOffer(string attributes, string rest = "")
    {
        using var editor = new Editor(Class(attributes, rest));
        var found = (await editor.DiagnosticsAsync()).First(static d => d.Id is "NG1001" or "NG1002");
        Assert.DoesNotContain(await editor.OffersAsync(found), static o => o.Title.StartsWith("Wrap", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AllNetworksOfADocument_AreWrappedTogether()
    {
        static string Net(string name, int inputs, string blocks) => $"[Network, Input({inputs}, Std = 1)]\n[Dense(64), Sigmoid]\n{blocks}{Output}\npublic partial class {name};\n";
        var layers = Times(4, "[Dense(64), Sigmoid]");
        static string Blocks(string name) => $"\n[Block]\n[LayerNorm]\n[Dense(64), Sigmoid]\ninternal class {name}Branch;\n\n[Block]\n[Residual<{name}Branch>]\ninternal class {name}Step;\n";
        await new FixTest<NetworkAnalyzer, CodeFixes.WrapResidualFix>(
            $"using NetGen;\n\n{Net("First", 20, layers)}\n{Net("Second", 30, layers)}",
            $"using NetGen;\n\n{Net("First", 20, "[Repeat<FirstStep>(4)]\n")}{Blocks("First")}\n{Net("Second", 30, "[Repeat<SecondStep>(4)]\n")}{Blocks("Second")}")
            .Expect("NG1001", 4).Expect("NG1001", 13).WithKey("Residual").RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task BlockInTwoNetworks_IsWrappedOnce()
    {
        // The finding of one network stands in the block, that of the other before it: wrapped in both places it would be x + (x + f(x)).
        const string Source = "using NetGen;\n\n[Network, Input(64, Std = 1)]\n[Repeat<Step>(5)]\n" + Output + "\npublic partial class First;\n\n[Network, Input(20, Std = 1)]\n[Dense(64), Sigmoid]\n[Repeat<Step>(4)]\n" + Output
            + "\npublic partial class Second;\n\n[Block]\n[Dense(64), Sigmoid]\nclass Step;\n";
        using var editor = new Editor(Source);
        await editor.ApplyToAllAsync(new CodeFixes.WrapResidualFix(), "NG1001", "Residual");
        Assert.Equal(
            Source.Replace("[Dense(64), Sigmoid]\nclass Step;\n", "[Residual<StepBranch>]\nclass Step;\n\n[Block]\n[LayerNorm]\n[Dense(64), Sigmoid]\nclass StepBranch;\n", StringComparison.Ordinal),
            await editor.TextAsync());
        await AssertHealthyAsync(editor, "First");
        await AssertHealthyAsync(editor, "Second");
    }

    private static async Task AssertFix(string id, string title, string before, string after)
    {
        using var editor = new Editor(before);
        var found = (await editor.DiagnosticsAsync()).First(d => d.Id == id);
        await editor.ApplyAsync((await editor.OffersAsync(found)).Single(o => o.Title.Contains(title, StringComparison.Ordinal)));
        Assert.Equal(after, await editor.TextAsync());
        await AssertHealthyAsync(editor, "Net");
    }

    private static async Task AssertHealthyAsync(Editor editor, string name)
    {
        var compilation = (await editor.GenerateAsync())!;
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.True(JudgedNetwork.Of(compilation.GetTypeByMetadataName(name)!, compilation, TestContext.Current.CancellationToken)!.Prediction.IsHealthy);
    }
}
