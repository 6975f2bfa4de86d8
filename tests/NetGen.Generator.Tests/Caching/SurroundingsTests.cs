using NetGen.Generator.Parsing;

namespace NetGen.Generator.Tests;

/// <summary>A declaration is read again only where something could change its meaning: here everything that can, from outside of its file.</summary>
public sealed class SurroundingsTests
{
    private const string Networks = "Networks.cs";
    private const string Other = "Other.cs";

    private const string Source = """
        using NetGen;

        namespace Edits
        {
            [Network(Init = Init.HeNormal), Input(3)]
            [Dense(5, Bias = false), Tanh]
            [Dense(1 + 1), MeanSquaredError]
            internal partial class First;
        }

        namespace Edits.Inner
        {
            [Network, Input(3)]
            [Dense(Sizes.Hidden), Tanh]
            [Block<Part>]
            [Dense(2), MeanSquaredError]
            internal partial class Second;
        }
        """;

    private const string Elsewhere = """
        namespace Edits.Inner
        {
            internal static class Sizes { public const int Hidden = 7; }

            [NetGen.Block, NetGen.Dense(4), NetGen.ReLU]
            internal class Part;
        }

        """;

    private static readonly HarnessOptions _options = HarnessOptions.Default;

    public static TheoryData<string> Edits { get; } =
    [
        Elsewhere.Replace("= 7", "= 8", StringComparison.Ordinal),
        Elsewhere.Replace("Dense(4)", "Dense(9)", StringComparison.Ordinal),
        Elsewhere + "namespace Edits { internal sealed class DenseAttribute(int units) : System.Attribute { public int Units => units; public bool Bias; } }",
        Elsewhere + "namespace Edits { internal sealed class Tanh : System.Attribute; }",
        Elsewhere + "namespace Edits { internal static class Init { public const NetGen.Init HeNormal = NetGen.Init.Zeros; } }",
        Elsewhere + "namespace Edits.NetGen { internal sealed class Strange; }",
        Elsewhere + "namespace Edits { internal partial class First { public int InputSize; } }",
        Elsewhere + "namespace Edits { [NetGen.ReLU] internal partial class First; }",
        Elsewhere + "namespace Edits { internal static partial class First; }",
        Elsewhere + "namespace Edits { internal sealed class FIRST; }",
        "global using Tanh = NetGen.ReLUAttribute;\n" + Elsewhere,
        "global using static Edits.Inner.Sizes;\n" + Elsewhere,
        "global using Net = NetGen.NetworkAttribute;\nusing NetGen;\n" + Elsewhere + "namespace Edits { [Net, Input(1), Dense(1), Huber] internal partial class Third; }",
        "using Net = NetGen.NetworkAttribute;\nusing NetGen;\n" + Elsewhere + "namespace Edits { [Net, Input(1), Dense(1), Huber] internal partial class Third; }",
        "using NetGen;\n" + Elsewhere + "namespace Edits { [@Network, Input(1), Dense(1), Huber] internal partial class Third; }",
    ];

    [Theory]
    [MemberData(nameof(Edits))]
    public void WhatChangesTheMeaning_IsSeenAndTakenBack(string other)
    {
        var start = Start();
        var second = GeneratorHarness.Continue(start.Driver, start.Input.WithFile(Other, other, _options));
        AssertSameAsFresh(second);
        var back = GeneratorHarness.Continue(second.Driver, second.Input.WithFile(Other, Elsewhere, _options));
        AssertSameAsFresh(back);
        Assert.Equal(start.Files, back.Files);
    }

    [Fact]
    public void Aliases_AreFollowed()
    {
        var start = Start();
        foreach (var (file, isGlobal) in new[] { ("global using Net = NetGen.NetworkAttribute;", true), ("", false) })
        {
            var second = GeneratorHarness.Continue(start.Driver, start.Input.WithFile(Other, file + Elsewhere, _options)
                .WithFile("Third.cs", "using NetGen;\nnamespace Edits { [Net, Input(1), Dense(1), Huber] internal partial class Third; }", _options));
            Assert.Equal(isGlobal, second.Files.ContainsKey("Edits.Third.g.cs"));
            AssertSameAsFresh(second);
        }
    }

    [Fact]
    public void ReferencesAndOptions_AreSeen()
    {
        var start = Start();
        var without = start.Input.RemoveReferences(start.Input.References.Where(static r => r.Display!.Contains("NetGen", StringComparison.Ordinal)));
        var second = GeneratorHarness.Continue(start.Driver, without);
        Assert.Empty(second.Files);
        AssertSameAsFresh(GeneratorHarness.Continue(second.Driver, start.Input.WithOptions(start.Input.Options.WithOverflowChecks(true))));
    }

    [Fact]
    public void EditElsewhere_ReadsOnlyWhatDependsOnOtherFiles()
    {
        var token = TestContext.Current.CancellationToken;
        var before = Start().Input;
        var after = before.WithFile(Other, Elsewhere + "class More { int Number() => 1; }", _options);
        var tree = before.SyntaxTrees.Single(static t => t.FilePath == Networks);
        DeclaredClass[] declared = [.. FileContents.Of(tree, token).Networks([])];
        Assert.Equal(2, declared.Length);
        Declaration?[] first = [.. declared.Select(d => d.Read(Surroundings.Of(before, token), token))];
        Declaration?[] second = [.. declared.Select(d => d.Read(Surroundings.Of(after, token), token))];
        Assert.Same(first[0], second[0]);
        Assert.NotSame(first[1], second[1]);
        Assert.Equal(first[1], second[1]);
    }

    private static GeneratorRun Start() => GeneratorHarness.Start(GeneratorHarness.Compile(_options with { FilePath = Networks }, Source).WithFile(Other, Elsewhere, _options));

    private static void AssertSameAsFresh(GeneratorRun run)
    {
        var fresh = GeneratorHarness.Start(Incremental.ParsedAgain(run.Input));
        Assert.Null(run.Result.Exception);
        Assert.Equal(fresh.Files, run.Files);
        Assert.Equal(fresh.Reported.Select(static d => d.ToString()).Order(), run.Reported.Select(static d => d.ToString()).Order());
    }
}
