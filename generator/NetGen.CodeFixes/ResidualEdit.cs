using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Writes the classes that residual blocks need, and the attributes that use them.</summary>
/// <param name="network">The network.</param>
/// <param name="declaration">The class whose layers are wrapped, the network's own or a block's.</param>
/// <param name="arguments">The arguments of each residual, in parentheses, or nothing.</param>
/// <param name="norm">A norm before each branch, or nothing.</param>
internal sealed class ResidualEdit(ParsedNetwork network, TypeDeclarationSyntax declaration, string arguments, string norm)
{
    // A block of each text is declared once.
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _declarations = [];
    private readonly string _qualifier = Qualifier(network.Network.Syntax?.Name);

    public DeclarationEdit Of(IReadOnlyList<ResidualRun> runs)
    {
        var edit = new DeclarationEdit();
        foreach (ResidualRun run in runs)
        {
            if (run.Use is { } use)
            {
                Exchange(edit, run, use);
                continue;
            }

            string residual = Residual(Block("Branch", Normed(Unnamed(run) ? ResidualRuns.Text(run.Units[0]) : Written(run.Units[0]))));
            string written = run.Units.Count == 1 ? residual : $"{_qualifier}Repeat<{Block("Step", $"[{residual}]\n")}>({Text.Of(run.Units.Count)})";
            foreach (AttributeSyntax attribute in run.Units.SelectMany(static u => u))
            {
                edit.Remove(attribute);
            }

            edit.Exchange(run.Units[0][0], DeclarationEdit.Attribute(written));
            if (run.IsWhole)
            {
                edit.Wraps(declaration);
            }
        }

        return edit.DeclareBehind(declaration, [.. _declarations]);
    }

    /// <summary>One that uses a block or repeats it uses or repeats a residual block around that.</summary>
    private void Exchange(DeclarationEdit edit, ResidualRun run, AttributeSyntax use)
    {
        GenericNameSyntax name = use.Name.DescendantNodesAndSelf().OfType<GenericNameSyntax>().First();
        TypeSyntax block = name.TypeArgumentList.Arguments[0];
        string branch = norm.Length == 0 ? block.ToString() : Block("Branch", Normed($"[{_qualifier}Block<{block}>]\n"));
        TypeSyntax step = SyntaxFactory.ParseTypeName(Block("Step", $"[{Residual(branch)}]\n"));
        edit.Exchange(use, use.ReplaceNode(block, step.WithTriviaFrom(block)));
        foreach (SyntaxReference reference in run.Block!.DeclaringSyntaxReferences)
        {
            edit.WrapsUseOf(reference.GetSyntax());
        }
    }

    private string Residual(string block) => $"{_qualifier}Residual<{block}>{arguments}";

    private string Normed(string lists) => norm.Length == 0 ? lists : $"[{_qualifier}{norm}]\n{lists}";

    /// <summary>The name of a block with these layers, which is declared if there is none.</summary>
    private string Block(string suffix, string lists)
    {
        if (!_known.TryGetValue(lists, out string? name))
        {
            _known.Add(lists, name = NewName(declaration.Identifier.ValueText + suffix));
            _declarations.Add($"[{_qualifier}Block]\n{lists}{Modifiers()}class {name}{(HasShortClasses() ? ";" : "\n{\n}")}\n");
        }

        return name;
    }

    /// <summary>A name that means nothing yet where the class stands.</summary>
    private string NewName(string wanted)
    {
        SemanticModel model = network.Compilation.GetSemanticModel(declaration.SyntaxTree);
        string name = wanted;
        for (int i = 2; _known.ContainsValue(name) || model.LookupSymbols(declaration.SpanStart, name: name).Length > 0; i++)
        {
            name = wanted + Text.Of(i);
        }

        return name;
    }

    /// <summary>Those of the class around, as far as nobody else needs to see the block.</summary>
    private string Modifiers()
    {
        SyntaxTokenList given = declaration.Modifiers;
        bool says = given.Any(SyntaxKind.PublicKeyword) || given.Any(SyntaxKind.InternalKeyword) || given.Any(SyntaxKind.PrivateKeyword) || given.Any(SyntaxKind.ProtectedKeyword);
        string access = given.Any(SyntaxKind.FileKeyword) ? "file " : !says ? "" : declaration.Parent is TypeDeclarationSyntax ? "private " : "internal ";
        return access + (given.Any(SyntaxKind.SealedKeyword) ? "sealed " : "");
    }

    /// <summary>Since C# 12 a class may end with a semicolon.</summary>
    private bool HasShortClasses() => declaration.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 };

    /// <summary>Layers that become several have no names of their own.</summary>
    private static bool Unnamed(ResidualRun run) => run.Units.Count > 1;

    private static string Written(IEnumerable<AttributeSyntax> unit) =>
        string.Concat(unit.GroupBy(static a => a.Parent).Select(static list => "[" + string.Join(", ", list.Select(static a => a.WithoutTrivia().ToString())) + "]\n"));

    private static string Qualifier(NameSyntax? name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Left + ".",
        AliasQualifiedNameSyntax alias => alias.Alias + "::",
        _ => "",
    };
}
