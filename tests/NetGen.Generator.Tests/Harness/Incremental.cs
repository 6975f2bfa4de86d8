using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>What a second run of the generator computed again, and what it took from its cache.</summary>
internal static class Incremental
{
    /// <summary>The names that the generator gives to the steps of its pipeline.</summary>
    public static IReadOnlyList<string> StepNames { get; } =
    [
        .. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static f => f.IsLiteral && f.FieldType == typeof(string))
            .Select(static f => (string)f.GetRawConstantValue()!),
    ];

    /// <summary>Runs the driver again over a copy of the compilation and asserts that nothing was computed again.</summary>
    /// <returns>The run it was given, for chaining.</returns>
    public static GeneratorRun AssertCachedOnClone(GeneratorRun run)
    {
        AssertCached(run, GeneratorHarness.Continue(run.Driver, run.Input.Clone()));
        return run;
    }

    /// <summary>Asserts that all tracked steps of the second run, and its files, come from the cache or did not change.</summary>
    public static void AssertCached(GeneratorRun first, GeneratorRun second)
    {
        Assert.NotEmpty(StepNames);
        foreach (var (name, steps) in second.Result.TrackedSteps)
        {
            // Two diagnostics with computed arguments are never equal, so what carries them runs again; what it feeds does not.
            var carriesDiagnostics = name is TrackingNames.Declaration or TrackingNames.Diagnostics
                && !first.Diagnostics.IsEmpty;
            if (StepNames.Contains(name) && !carriesDiagnostics)
            {
                Assert.All(steps.SelectMany(static s => s.Outputs), output => Assert.True(IsKept(output.Reason), $"{name} is {output.Reason}"));
            }
        }

        if (first.Diagnostics.IsEmpty)
        {
            AssertOutputsKept(second);
        }

        Assert.Equal(first.Files, second.Files);
    }

    /// <summary>Asserts that no file was written again, whatever the steps before did.</summary>
    public static void AssertOutputsKept(GeneratorRun second) =>
        Assert.All(Outputs(second), output => Assert.True(IsKept(output.Reason), $"an output is {output.Reason}"));

    /// <summary>The hint names of the files whose source step ran again, where a step's value names its class.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> OutputReasons(GeneratorRun run) =>
        [.. Outputs(run).Select(static output => output.Reason)];

    /// <summary>The values of the steps of one name.</summary>
    public static IReadOnlyList<object> Values(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.TryGetValue(step, out var steps)
            ? [.. steps.SelectMany(static s => s.Outputs).Select(static o => o.Value)]
            : [];

    /// <summary>The reasons of the steps of one name.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.TryGetValue(step, out var steps)
            ? [.. steps.SelectMany(static s => s.Outputs).Select(static o => o.Reason)]
            : [];

    /// <summary>Whether a step was not computed again, or came to what it had been before.</summary>
    public static bool IsKept(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    /// <summary>Replaces one file of a compilation, or adds it.</summary>
    public static CSharpCompilation WithFile(this CSharpCompilation compilation, string path, string source, HarnessOptions options)
    {
        var tree = GeneratorHarness.Parse(source, options, path);
        return compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path) is { } old
            ? compilation.ReplaceSyntaxTree(old, tree)
            : compilation.AddSyntaxTrees(tree);
    }

    /// <summary>The same sources, of which nothing is known yet.</summary>
    public static CSharpCompilation ParsedAgain(CSharpCompilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(static t => CSharpSyntaxTree.ParseText(t.GetText(), (CSharpParseOptions)t.Options, t.FilePath)));

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(GeneratorRun run) =>
        run.Result.TrackedOutputSteps.SelectMany(static pair => pair.Value).SelectMany(static step => step.Outputs);
}
