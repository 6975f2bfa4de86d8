using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Layers;

namespace NetGen.CodeFixes;

/// <summary>Changes of the attributes of a network and of blocks in the same file, made all at once.</summary>
internal sealed class DeclarationEdit
{
    private readonly Dictionary<AttributeSyntax, AttributeSyntax[]> _replacements = [];
    private readonly Dictionary<TypeDeclarationSyntax, string[]> _declared = [];
    private readonly HashSet<SyntaxNode> _wrapped = [];
    private readonly HashSet<SyntaxNode> _wrappedElsewhere = [];

    public bool IsEmpty => _replacements.Count == 0;

    /// <summary>
    /// Puts attributes in the place of one; none removes it. One that is written out into several layers stays: it is no layer's own.
    /// </summary>
    public DeclarationEdit Replace(AttributeSyntax? attribute, params AttributeSyntax[] with)
    {
        if (attribute is not null && (!IsWrittenOut(attribute) || with.Any(a => Kind(a) == Kind(attribute))))
        {
            _replacements[attribute] = with;
        }

        return this;
    }

    public DeclarationEdit Remove(AttributeSyntax? attribute) => Replace(attribute);

    /// <summary>Puts another in the place of an attribute, one that is written out into several layers included.</summary>
    public DeclarationEdit Exchange(AttributeSyntax attribute, AttributeSyntax with)
    {
        _replacements[attribute] = [with];
        return this;
    }

    /// <summary>Declares types behind one, in the same scope; each is a text of lines that end with '\n'.</summary>
    public DeclarationEdit DeclareBehind(TypeDeclarationSyntax type, params string[] declarations)
    {
        _declared[type] = declarations;
        return this;
    }

    /// <summary>Says that the layers of a class are wrapped where they stand.</summary>
    public DeclarationEdit Wraps(SyntaxNode type)
    {
        _wrapped.Add(type);
        return this;
    }

    /// <summary>Says that the layers of a class are wrapped where it is used.</summary>
    public DeclarationEdit WrapsUseOf(SyntaxNode type)
    {
        _wrappedElsewhere.Add(type);
        return this;
    }

    /// <summary>Whether this and another edit together would wrap a class twice.</summary>
    public bool Repeats(DeclarationEdit other) => _wrapped.Overlaps(other._wrappedElsewhere) || _wrappedElsewhere.Overlaps(other._wrapped);

    /// <summary>Puts an attribute behind another in its list; once, however often a block is used.</summary>
    public DeclarationEdit InsertAfter(AttributeSyntax? attribute, AttributeSyntax inserted)
    {
        if (attribute is null)
        {
            return this;
        }

        AttributeSyntax[] now = _replacements.TryGetValue(attribute, out AttributeSyntax[]? replaced) ? replaced : [attribute];
        return now.Any(a => a.IsEquivalentTo(inserted)) ? this : Replace(attribute, [.. now, inserted]);
    }

    /// <summary>Puts an attribute before another in its list; once, however often a block is used.</summary>
    public DeclarationEdit InsertBefore(AttributeSyntax? attribute, AttributeSyntax inserted) =>
        attribute is null || _replacements.ContainsKey(attribute) ? this : Replace(attribute, [inserted, attribute]);

    /// <summary>An attribute from its text, such as <c>LeakyReLU(0.1f)</c>.</summary>
    public static AttributeSyntax Attribute(string text) =>
        ((ClassDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{text}] class C;")!).AttributeLists[0].Attributes[0];

    /// <summary>The attribute without some of its arguments.</summary>
    public static AttributeSyntax Without(AttributeSyntax attribute, params string[] arguments)
    {
        if (attribute.ArgumentList is not { } list)
        {
            return attribute;
        }

        List<AttributeArgumentSyntax> kept = [.. list.Arguments.Where(a => !arguments.Contains(a.NameEquals?.Name.Identifier.ValueText))];
        return kept.Count == list.Arguments.Count ? attribute
            : kept.Count == 0 ? attribute.WithArgumentList(null).WithTrailingTrivia(attribute.GetTrailingTrivia())
            : attribute.WithArgumentList(list.WithArguments(Separated(kept)));
    }

    /// <summary>The attribute with a named argument set.</summary>
    public static AttributeSyntax With(AttributeSyntax attribute, string argument, string value)
    {
        AttributeArgumentSyntax set = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(value))
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(argument)
                .WithTrailingTrivia(SyntaxFactory.Space)).WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));
        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        List<AttributeArgumentSyntax> arguments = [.. list.Arguments];
        int at = arguments.FindIndex(a => a.NameEquals?.Name.Identifier.ValueText == argument);
        if (at >= 0)
        {
            arguments[at] = set;
        }
        else
        {
            arguments.Add(set);
        }

        return attribute.WithArgumentList(list.WithArguments(Separated(arguments)));
    }

    /// <summary>The attribute with the value of an argument that is written there, named or not.</summary>
    public static AttributeSyntax With(AttributeSyntax attribute, AttributeArgumentSyntax argument, int value) =>
        attribute.ReplaceNode(
            argument.Expression, SyntaxFactory.ParseExpression(value.ToString(CultureInfo.InvariantCulture)).WithTriviaFrom(argument.Expression));

    /// <summary>Adds the changes of another edit, which win.</summary>
    public DeclarationEdit Merge(DeclarationEdit other)
    {
        foreach (KeyValuePair<AttributeSyntax, AttributeSyntax[]> replacement in other._replacements)
        {
            _replacements[replacement.Key] = replacement.Value;
        }

        foreach (KeyValuePair<TypeDeclarationSyntax, string[]> declared in other._declared)
        {
            _declared[declared.Key] = declared.Value;
        }

        _wrapped.UnionWith(other._wrapped);
        _wrappedElsewhere.UnionWith(other._wrappedElsewhere);
        return this;
    }

    /// <summary>Whether all that changes stands in one file.</summary>
    public bool IsWithin(SyntaxTree tree) => _replacements.Keys.All(a => a.SyntaxTree == tree);

    /// <summary>The file after the changes, in which a mark may find one of its types again.</summary>
    public SyntaxNode Apply(SyntaxNode root, TypeDeclarationSyntax? marked = null, SyntaxAnnotation? mark = null)
    {
        IEnumerable<TypeDeclarationSyntax> types =
            _replacements.Keys.Select(static a => a.Parent?.Parent).OfType<TypeDeclarationSyntax>();
        var declaring = _declared.Keys.ToDictionary(static t => t, static _ => new SyntaxAnnotation());
        SyntaxNode edited = root.ReplaceNodes((marked is null ? types : types.Append(marked)).Distinct(), (before, now) =>
        {
            TypeDeclarationSyntax changed = now.WithAttributeLists(Apply(before.AttributeLists));
            changed = before == marked ? changed.WithAdditionalAnnotations(mark!) : changed;
            return declaring.TryGetValue(before, out SyntaxAnnotation? annotation) ? changed.WithAdditionalAnnotations(annotation) : changed;
        });
        foreach (KeyValuePair<TypeDeclarationSyntax, SyntaxAnnotation> behind in declaring)
        {
            edited = edited.InsertNodesAfter(edited.GetAnnotatedNodes(behind.Value).Single(), Declarations(behind.Key, _declared[behind.Key]));
        }

        return edited;
    }

    /// <summary>Declarations with an empty line before each, as far to the right as the type before them, with its line ends.</summary>
    private static IEnumerable<MemberDeclarationSyntax> Declarations(TypeDeclarationSyntax behind, string[] texts)
    {
        string lineEnd = behind.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n";
        SyntaxTriviaList leading = behind.GetLeadingTrivia();
        string before = leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? leading[leading.Count - 1].ToString() : "";
        bool isOpen = !behind.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        for (int i = 0; i < texts.Length; i++)
        {
            string[] lines = [.. texts[i].TrimEnd('\n').Split('\n').Select(l => before + l)];
            string start = i == 0 && isOpen ? lineEnd + lineEnd : lineEnd;
            yield return SyntaxFactory.ParseMemberDeclaration(start + string.Join(lineEnd, lines) + lineEnd, options: behind.SyntaxTree.Options)!;
        }
    }

    private SyntaxList<AttributeListSyntax> Apply(SyntaxList<AttributeListSyntax> before)
    {
        var lists = new List<AttributeListSyntax>();
        SyntaxTriviaList orphaned = default;
        foreach (AttributeListSyntax list in before)
        {
            if (!list.Attributes.Any(_replacements.ContainsKey))
            {
                lists.Add(Adopt(list));
                continue;
            }

            List<AttributeSyntax> changed = [.. list.Attributes.Where(_replacements.ContainsKey)];
            if (changed.All(a => _replacements[a].Length == 1))
            {
                // Whatever else is written in the list stays, comments included.
                lists.Add(Adopt(list.ReplaceNodes(changed, (a, _) => _replacements[a][0].WithTriviaFrom(a))));
                continue;
            }

            if (AttributeListEdit.Apply(list, _replacements) is { } edited)
            {
                lists.Add(Adopt(edited));
            }
            else if (lists.Count == 0)
            {
                // A comment before the first attributes belongs to the class.
                orphaned = list.GetLeadingTrivia();
            }
        }

        return SyntaxFactory.List(lists);

        AttributeListSyntax Adopt(AttributeListSyntax list)
        {
            if (lists.Count == 0 && orphaned.Count > 0)
            {
                list = list.WithLeadingTrivia(orphaned);
            }

            return list;
        }
    }

    /// <summary>Whether a class declares itself a block, as far as its text tells.</summary>
    public static bool IsBlock(TypeDeclarationSyntax type) => type.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => Kind(a) == "Block" && a.ArgumentList is null);

    private static bool IsWrittenOut(AttributeSyntax attribute) => DefinitionTable.Layer(Kind(attribute)) is CompositeDefinition;

    /// <summary>The name without namespaces, type arguments and suffix.</summary>
    private static string Kind(AttributeSyntax attribute)
    {
        NameSyntax name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name is AliasQualifiedNameSyntax alias ? alias.Name : attribute.Name;
        string text = ((SimpleNameSyntax)name).Identifier.ValueText;
        return text.EndsWith("Attribute", StringComparison.Ordinal) ? text.Substring(0, text.Length - "Attribute".Length) : text;
    }

    private static SeparatedSyntaxList<T> Separated<T>(List<T> items)
        where T : SyntaxNode =>
        SyntaxFactory.SeparatedList(items, Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(0, items.Count - 1)));
}
