using System.Collections.Immutable;
using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>What a consumer references: the framework, NetGen, and what NetGen brings along.</summary>
internal static class References
{
    /// <summary>The assemblies of the running framework, without those of the test run, and NetGen with its dependency.</summary>
    public static ImmutableArray<MetadataReference> Default { get; } = Load();

    private static ImmutableArray<MetadataReference> Load()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
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
