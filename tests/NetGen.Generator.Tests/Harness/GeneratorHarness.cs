using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests;

/// <summary>Compiles a consumer's source with the generator, and holds both to what is promised.</summary>
internal static class GeneratorHarness
{
    private static readonly ConcurrentDictionary<(string Source, HarnessOptions Options), Lazy<GeneratorRun>> _clean = [];

    /// <summary>
    /// Runs the generator over a source that has to compile clean, asserts that its output does, and that a second run over
    /// the same source takes everything from the cache. Tests of one source share the run.
    /// </summary>
    public static GeneratorRun Run(string source, HarnessOptions? options = null) =>
        _clean.GetOrAdd(
            (source, options ?? HarnessOptions.Default),
            static key => new Lazy<GeneratorRun>(
                () => Incremental.AssertCachedOnClone(Start(Compile(key.Options, key.Source)).AssertClean()))).Value;

    /// <summary>Runs the generator and asserts only that it did not fail: for sources that are wrong on purpose.</summary>
    public static GeneratorRun RunUnchecked(string source, HarnessOptions? options = null)
    {
        var run = Start(Compile(options ?? HarnessOptions.Default, source));
        Assert.Null(run.Result.Exception);
        Incremental.AssertCachedOnClone(run);
        return run;
    }

    /// <summary>A compilation of some files: the first has the path of the options, the others File1.cs, File2.cs and so on.</summary>
    public static CSharpCompilation Compile(HarnessOptions options, params ReadOnlySpan<string> sources)
    {
        var trees = new List<SyntaxTree>();
        for (var i = 0; i < sources.Length; i++)
        {
            trees.Add(Parse(sources[i], options, i == 0 ? options.FilePath : $"File{i}.cs"));
        }

        return CSharpCompilation.Create(options.AssemblyName, trees, References.Default, options.CompilationOptions);
    }

    /// <summary>Parses one file.</summary>
    public static SyntaxTree Parse(string source, HarnessOptions options, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), options.ParseOptions, path);

    /// <summary>The first run of a new driver.</summary>
    public static GeneratorRun Start(CSharpCompilation compilation)
    {
        var parseOptions = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        var driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            parseOptions: parseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Continue(driver, compilation);
    }

    /// <summary>A run of a driver that may have run before.</summary>
    public static GeneratorRun Continue(GeneratorDriver driver, CSharpCompilation compilation)
    {
        var next = driver.RunGeneratorsAndUpdateCompilation(
            compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        return new GeneratorRun(next, compilation, (CSharpCompilation)output, diagnostics);
    }
}
