using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>All that decides, beside the text of a file, what a name means there that no type of the project has. It holds no compilation.</summary>
/// <param name="references">The referenced assemblies.</param>
/// <param name="options">The options.</param>
/// <param name="namespaces">The names of the project's namespaces, in order.</param>
/// <param name="files">The files with usings for all files.</param>
internal sealed class Meaning(ImmutableArray<MetadataReference> references, CompilationOptions options, string[] namespaces, SyntaxTree[] files) : IEquatable<Meaning>
{
    private readonly ImmutableArray<MetadataReference> _references = references;
    private readonly CompilationOptions _options = options;
    private readonly string[] _namespaces = namespaces;
    private readonly SyntaxTree[] _files = files;

    public bool Equals(Meaning? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && (_references == other._references || _references.SequenceEqual(other._references))
            && _options.Equals(other._options)
            && _namespaces.SequenceEqual(other._namespaces)
            && _files.SequenceEqual(other._files));

    public override bool Equals(object? obj) => Equals(obj as Meaning);

    public override int GetHashCode() => _references.Length;
}
