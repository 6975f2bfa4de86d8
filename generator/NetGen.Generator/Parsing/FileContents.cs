using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Parsing;

/// <summary>What the text of one file tells about networks, found once for each version of the file. Bodies are not looked at.</summary>
internal sealed class FileContents
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileContents> s_known = new();

    private readonly DeclaredClass[] _attributed;

    private FileContents(SyntaxNode root)
    {
        UsingDirectiveSyntax[] usings = [.. root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>()];
        HasGlobalUsings = usings.Any(static u => !u.GlobalKeyword.IsMissing && u.GlobalKeyword.RawKind != 0);
        HasOnlyPlainUsings = usings.All(static u => u.Alias is null && u.StaticKeyword.RawKind == 0) && root is not CompilationUnitSyntax { Externs.Count: > 0 };
        GlobalAliases = [.. usings.Where(static u => u.GlobalKeyword.RawKind != 0).Select(static u => u.Alias?.Name.Identifier.ValueText).OfType<string>()];
        var aliases = new HashSet<string>(usings.Select(static u => u.Alias?.Name.Identifier.ValueText).OfType<string>(), StringComparer.Ordinal);
        _attributed =
        [
            .. root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                .OfType<TypeDeclarationSyntax>().Where(static t => t.AttributeLists.Count > 0).Select(t => new DeclaredClass(t, aliases, HasOnlyPlainUsings)),
        ];
        HasNetworks = _attributed.Any(static a => a.MayBeNetwork);
    }

    public static FileContents Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!s_known.TryGetValue(tree, out FileContents? contents))
        {
            SyntaxNode root = tree.GetRoot(cancellationToken);
            contents = s_known.GetValue(tree, _ => new FileContents(root));
        }

        return contents;
    }

    /// <summary>Whether it has usings for all files.</summary>
    public bool HasGlobalUsings { get; }

    /// <summary>Whether names come from namespaces only.</summary>
    public bool HasOnlyPlainUsings { get; }

    /// <summary>Names that it gives to types for all files.</summary>
    public IReadOnlyList<string> GlobalAliases { get; }

    private bool HasNetworks { get; }

    /// <summary>The classes that may be networks, where some names are names of types given elsewhere.</summary>
    public IEnumerable<DeclaredClass> Networks(HashSet<string> globalAliases) =>
        globalAliases.Count == 0
            ? HasNetworks ? _attributed.Where(static a => a.MayBeNetwork) : []
            : _attributed.Where(a => a.MayBeNetwork || a.AttributeNames.Any(globalAliases.Contains));
}
