extern alias generator;

using System.Collections.Immutable;
using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Benchmarks.Generation;

/// <summary>Runs the generator in this process, over sources that reference NetGen as a user's project does.</summary>
internal static class GeneratorHost
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> s_references = References();

    /// <summary>A project of some files.</summary>
    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Consumer",
        files.Select(static file => Parse(file.Path, file.Text)),
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>One file.</summary>
    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, s_parse, path);

    /// <summary>A driver that has not run yet.</summary>
    public static GeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new generator::NetGen.Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: s_parse);

    private static ImmutableArray<MetadataReference> References()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == framework)
                .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(NetworkInfo).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(TensorSpan<>).Assembly.Location),
        ];
    }
}
