using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>Named after the edit: what each makes the generator do again. After every edit the files are those of a fresh run.</summary>
public sealed class IncrementalEditTests
{
    private const string Networks = "Networks.cs";
    private const string Other = "Other.cs";

    private const string Source = """
        using NetGen;

        namespace Edits
        {
            [Network, Input(3)]
            [Dense(5), Tanh]
            [Dense(2), MeanSquaredError]
            internal partial class First;

            [Network, Input(4)]
            [Dense(6), ReLU]
            [Dense(2), SoftmaxCrossEntropy]
            internal partial class Second;

            internal static class Unrelated
            {
                public static int Number() => 1;
            }
        }
        """;

    private static readonly HarnessOptions _options = HarnessOptions.Default;

    /// <summary>Where every edit starts from; drivers are immutable, so the tests share it.</summary>
    private static readonly GeneratorRun _first = GeneratorHarness.Start(
        GeneratorHarness.Compile(_options, Source).WithFile(Other, "internal static class Elsewhere { }", _options));

    [Fact]
    public void Start_IsClean() => _first.AssertClean();

    [Fact]
    public void NewFile_DoesNotRegenerate() =>
        AssertKept(_first.Input.WithFile("New.cs", "internal sealed class New { public int X; }", _options));

    [Fact]
    public void RemovedFile_DoesNotRegenerate() =>
        AssertKept(_first.Input.RemoveSyntaxTrees(_first.Input.SyntaxTrees.Single(static t => t.FilePath == Other)));

    [Fact]
    public void EditInAnotherFile_DoesNotRegenerate() =>
        AssertKept(_first.Input.WithFile(Other, "internal static class Elsewhere { public static int X => 2; }", _options));

    [Fact]
    public void UnrelatedEditInTheSameFile_DoesNotRegenerate() => AssertKept(Edit("Number() => 1", "Number() => 1 + 1"));

    [Fact]
    public void CommentOnTheSameLine_DoesNotRegenerate() => AssertKept(Edit("[Dense(5), Tanh]", "[Dense(/* units */ 5), Tanh] // hidden"));

    [Fact]
    public void CommentAtTheEnd_DoesNotRegenerate() => AssertKept(Edit("Number() => 1;", "Number() => 1;\n\n// A comment.\n"));

    [Fact]
    public void Whitespace_DoesNotRegenerate() => AssertKept(Edit("[Dense(5), Tanh]", "[ Dense( 5 ),   Tanh ]"));

    [Theory]
    [InlineData("MeanSquaredError", "MeanSquaredError(Targets = 2)")]
    [InlineData("MeanSquaredError", "MeanSquaredError(Targets = 0)")]
    [InlineData("SoftmaxCrossEntropy", "SoftmaxCrossEntropy(Targets = 1 + 1)")]
    public void RightNumberOfTargets_DoesNotRegenerate(string before, string after) => AssertKept(Edit(before, after));

    [Fact]
    public void UsingDirective_DoesNotRegenerate() => AssertKept(Edit("using NetGen;", "using NetGen; using System;"));

    [Fact]
    public void NewReference_DoesNotRegenerate() =>
        AssertKept(_first.Input.AddReferences(MetadataReference.CreateFromFile(typeof(IncrementalEditTests).Assembly.Location)));

    [Fact]
    public void MemberOfAnotherPart_DoesNotRegenerate() =>
        AssertKept(_first.Input.WithFile(Other, "namespace Edits { internal partial class First { public int Answer => 42; } }", _options));

    [Fact]
    public void CommentLineAbove_KeepsThePlan()
    {
        // Layers know the line of their attribute; nothing else follows from it.
        var second = Run(Edit("using NetGen;", "// A comment.\nusing NetGen;"));
        Assert.All(Incremental.Reasons(second, "Model"), static r => Assert.True(Incremental.IsKept(r), $"Model is {r}"));
        Assert.All(Incremental.Reasons(second, "Plan"), static r => Assert.True(Incremental.IsKept(r), $"Plan is {r}"));
        foreach (var (name, text) in second.Files)
        {
            if (!text.Contains("Networks.cs(", StringComparison.Ordinal))
            {
                Assert.Equal(_first.Files[name], text);
            }
        }
    }

    [Fact]
    public void ChangedUnits_RegeneratesOnlyThatNetwork() => AssertOnlyRegenerates("First", Edit("[Dense(5), Tanh]", "[Dense(7), Tanh]"));

    [Fact]
    public void ChangedActivation_RegeneratesOnlyThatNetwork() => AssertOnlyRegenerates("Second", Edit("[Dense(6), ReLU]", "[Dense(6), GELU]"));

    [Fact]
    public void ChangedOption_RegeneratesOnlyThatNetwork() =>
        AssertOnlyRegenerates("First", Edit("[Dense(5), Tanh]", "[Dense(5, L2 = 0.5f), Tanh]"));

    [Fact]
    public void ChangedLoss_RegeneratesOnlyThatNetwork() => AssertOnlyRegenerates("First", Edit("MeanSquaredError", "MeanAbsoluteError"));

    [Fact]
    public void NewNetwork_KeepsTheOthers()
    {
        var second = Run(_first.Input.WithFile(
            Other,
            "namespace Edits { using NetGen; [Network, Input(1)] [Dense(1), Huber] internal partial class Third; }",
            _options));
        Assert.All(_first.Files, pair => Assert.Equal(pair.Value, second.Files[pair.Key]));
        Assert.Contains(second.Files.Keys, static name => name.Contains("Third", StringComparison.Ordinal));
        Assert.All(Incremental.OutputReasons(second), static r => Assert.True(r == IncrementalStepRunReason.New || Incremental.IsKept(r), $"{r}"));
    }

    [Fact]
    public void RemovedNetwork_RemovesItsFiles()
    {
        var start = Source.IndexOf("[Network, Input(4)]", StringComparison.Ordinal);
        var end = Source.IndexOf("internal partial class Second", StringComparison.Ordinal);
        var second = Run(_first.Input.WithFile(Networks, Source.Remove(start, end - start), _options));
        Assert.DoesNotContain(second.Files.Keys, static name => name.Contains("Second", StringComparison.Ordinal));
        Assert.Contains(second.Files.Keys, static name => name.Contains("First", StringComparison.Ordinal));
    }

    [Fact]
    public void RemovedFileWithANetwork_LeavesTheOthersAsTheyAre()
    {
        // What stands behind it moves up, and is compared with its predecessor once: at most that is done again, to the same text.
        CSharpCompilation three = _first.Input.RemoveAllSyntaxTrees()
            .AddSyntaxTrees(_first.Input.WithFile("Before.cs", "using NetGen; [Network, Input(1)] [Dense(1), Huber] internal partial class Before;", _options).SyntaxTrees.OrderBy(static t => t.FilePath));
        GeneratorRun start = GeneratorHarness.Start(three).AssertClean();
        Assert.Contains(start.Files.Keys, static name => name.Contains("Before", StringComparison.Ordinal));

        GeneratorRun second = GeneratorHarness.Continue(start.Driver, three.RemoveSyntaxTrees(three.SyntaxTrees.Single(static t => t.FilePath == "Before.cs")));
        Assert.Null(second.Result.Exception);
        AssertSameAsFresh(second);
        Assert.DoesNotContain(second.Files.Keys, static name => name.Contains("Before", StringComparison.Ordinal));
        Assert.All(_first.Files.Where(static f => f.Key.Contains("First", StringComparison.Ordinal) || f.Key.Contains("Second", StringComparison.Ordinal)), pair => Assert.Equal(pair.Value, second.Files[pair.Key]));

        GeneratorRun third = GeneratorHarness.Continue(second.Driver, second.Input.WithFile(Other, "internal static class Elsewhere { public static int X => 2; }", _options));
        Incremental.AssertOutputsKept(third);
    }

    [Fact]
    public void BrokenAndMended_GivesTheSameFilesAgain()
    {
        var broken = Run(Edit("[Dense(5), Tanh]", "[Dense(0), Tanh]"));
        Assert.Contains(broken.Reported, static d => d.Id == "NG0006");
        Assert.Equal(["Edits.First.g.cs"], broken.Files.Keys.Where(static name => name.Contains("First", StringComparison.Ordinal)));

        var mended = GeneratorHarness.Continue(broken.Driver, _first.Input);
        Assert.Equal(_first.Files, mended.Files);
    }

    private static void AssertSameAsFresh(GeneratorRun run) => Assert.Equal(GeneratorHarness.Start(Incremental.ParsedAgain(run.Input)).Files, run.Files);

    private static void AssertKept(CSharpCompilation edited)
    {
        var second = Run(edited);
        Incremental.AssertOutputsKept(second);
        Assert.Equal(_first.Files, second.Files);
    }

    private static void AssertOnlyRegenerates(string network, CSharpCompilation edited)
    {
        var second = Run(edited).AssertClean();
        var changed = second.Files.Where(pair => !_first.Files.TryGetValue(pair.Key, out var old) || old != pair.Value).Select(static pair => pair.Key).ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, name => Assert.Contains(network, name, StringComparison.Ordinal));

        foreach (var step in new[] { "Model", "Plan" })
        {
            Assert.Equal(1, Incremental.Reasons(second, step).Count(static r => !Incremental.IsKept(r)));
        }

        var reasons = Incremental.OutputReasons(second);
        Assert.Contains(reasons, static r => !Incremental.IsKept(r));
        Assert.Contains(reasons, static r => Incremental.IsKept(r));
    }

    private static GeneratorRun Run(CSharpCompilation edited)
    {
        var second = GeneratorHarness.Continue(_first.Driver, edited);
        Assert.Null(second.Result.Exception);
        AssertSameAsFresh(second);
        return second;
    }

    private static CSharpCompilation Edit(string old, string replacement)
    {
        Assert.Contains(old, Source, StringComparison.Ordinal);
        return _first.Input.WithFile(Networks, Source.Replace(old, replacement, StringComparison.Ordinal), _options);
    }
}
