using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>What a compilation means for all declarations in it, found once.</summary>
internal sealed class Surroundings
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> s_known = new();

    private readonly HashSet<string> _types;
    private readonly bool _hasOnlyPlainGlobalUsings;

    private Surroundings(Compilation compilation, CancellationToken cancellationToken)
    {
        Compilation = compilation;
        _types = new HashSet<string>(compilation.Assembly.TypeNames, StringComparer.Ordinal);
        _types.UnionWith(compilation.Assembly.NamespaceNames);
        var globals = new List<SyntaxTree>();
        _hasOnlyPlainGlobalUsings = true;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            var contents = FileContents.Of(tree, cancellationToken);
            if (contents.HasGlobalUsings)
            {
                globals.Add(tree);
                _hasOnlyPlainGlobalUsings &= contents.HasOnlyPlainUsings;
                GlobalAliases.UnionWith(contents.GlobalAliases);
            }
        }

        // Names of files that changed last come twice.
        string[] namespaces = [.. compilation.Assembly.NamespaceNames.Distinct(StringComparer.Ordinal).OrderBy(static n => n, StringComparer.Ordinal)];
        Meaning = new Meaning(compilation.ExternalReferences, compilation.Options, namespaces, [.. globals]);
    }

    public static Surroundings Of(Compilation compilation, CancellationToken cancellationToken) =>
        s_known.GetValue(compilation, c => new Surroundings(c, cancellationToken));

    public Compilation Compilation { get; }

    public Meaning Meaning { get; }

    /// <summary>Names that are given to types for all files.</summary>
    public HashSet<string> GlobalAliases { get; } = new(StringComparer.Ordinal);

    /// <summary>The files with classes that may be networks.</summary>
    public IEnumerable<SyntaxTree> Files(CancellationToken cancellationToken) =>
        Compilation.SyntaxTrees.Where(t => FileContents.Of(t, cancellationToken).Networks(GlobalAliases).Any());

    /// <summary>The declarations of a file.</summary>
    public IEnumerable<Declaration> Declarations(SyntaxTree file, CancellationToken cancellationToken)
    {
        foreach (DeclaredClass declared in FileContents.Of(file, cancellationToken).Networks(GlobalAliases))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (declared.Read(this, cancellationToken) is { } declaration)
            {
                yield return declaration;
            }
        }
    }

    /// <summary>Whether no type or namespace of the project has one of these names, so that they mean what references say.</summary>
    public bool AreForeign(HashSet<string> names) => _hasOnlyPlainGlobalUsings && !names.Overlaps(_types);
}
