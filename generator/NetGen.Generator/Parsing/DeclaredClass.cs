using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Parsing;

/// <summary>A class with attributes as it is written, and what was read of it.</summary>
internal sealed class DeclaredClass
{
    private static readonly HashSet<string> s_overloaded = new(["Predict", "Create", "PredictProbabilities", "PredictClasses"], StringComparer.Ordinal);

    private readonly HashSet<string>? _names;

    /// <summary>What was read last, with what it was read in.</summary>
    private volatile Known? _known;

    public DeclaredClass(TypeDeclarationSyntax syntax, HashSet<string> aliases, bool hasOnlyPlainUsings)
    {
        Syntax = syntax;
        AttributeSyntax[] attributes = [.. syntax.AttributeLists.SelectMany(static l => l.Attributes)];
        AttributeNames = [.. attributes.Select(static a => Rightmost(a.Name))];
        MayBeNetwork = AttributeNames.Any(name => name is "Network" or "NetworkAttribute" || aliases.Contains(name));
        _names = MayBeNetwork && hasOnlyPlainUsings ? NamesIn(syntax, attributes) : null;
    }

    public TypeDeclarationSyntax Syntax { get; }

    public bool MayBeNetwork { get; }

    /// <summary>The last part of the name of each attribute.</summary>
    public IReadOnlyList<string> AttributeNames { get; }

    /// <summary>
    /// The declaration, or null where it is none. What is written in one place, in names of referenced assemblies and literals, means the same
    /// until the file, the references or the namespaces change, and is not read again: reading takes the compiler a tenth of a millisecond.
    /// </summary>
    public Declaration? Read(Surroundings surroundings, CancellationToken cancellationToken)
    {
        Compilation compilation = surroundings.Compilation;
        if (compilation.GetSemanticModel(Syntax.SyntaxTree).GetDeclaredSymbol(Syntax, cancellationToken) is not INamedTypeSymbol type)
        {
            return null;
        }

        bool isAlone = _names is not null && type.DeclaringSyntaxReferences.Length == 1 && surroundings.AreForeign(_names);
        bool hasTwin = TypeNames.HasTwin(type);
        if (isAlone && _known is { } known && known.HasTwin == hasTwin && known.Surroundings.Equals(surroundings.Meaning))
        {
            return known.Declaration;
        }

        // A second one on another part is an error of C#, and no second network.
        AttributeData? network = type.GetAttributes().FirstOrDefault(static a => a.AttributeClass is { Name: "NetworkAttribute" } c && OurTypes.IsOurs(c));
        Declaration? declaration = network?.ApplicationSyntaxReference?.GetSyntax(cancellationToken).Parent?.Parent == Syntax
            ? NetworkParser.Parse(type, Syntax, compilation, network!, cancellationToken)
            : null;
        _known = isAlone ? new Known(surroundings.Meaning, hasTwin, declaration) : null;
        return declaration;
    }

    /// <summary>
    /// The names that a declaration uses, as far as it is made of names and literals only; otherwise null, for what it means may depend on
    /// other files: blocks, types of the user, constants, members whose parameters decide whether they clash.
    /// </summary>
    private static HashSet<string>? NamesIn(TypeDeclarationSyntax syntax, AttributeSyntax[] attributes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        bool isPlain = syntax.Parent is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax
            && syntax.TypeParameterList is null
            && !syntax.Members.OfType<MethodDeclarationSyntax>().Any(static m => s_overloaded.Contains(m.Identifier.ValueText))
            && attributes.All(a => AddName(a.Name, names) && a.ArgumentList?.Arguments.All(g => Add(g.Expression, names)) != false);
        foreach (AttributeSyntax attribute in attributes)
        {
            names.Add(Rightmost(attribute.Name) + "Attribute");
        }

        return isPlain ? names : null;
    }

    private static bool AddName(NameSyntax name, HashSet<string> names) => name switch
    {
        IdentifierNameSyntax simple => names.Add(simple.Identifier.ValueText) || true,
        QualifiedNameSyntax { Right: IdentifierNameSyntax right } qualified => (names.Add(right.Identifier.ValueText) || true) && AddName(qualified.Left, names),
        _ => false,
    };

    private static bool Add(ExpressionSyntax expression, HashSet<string> names) => expression switch
    {
        LiteralExpressionSyntax => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.UnaryPlusExpression } unary => Add(unary.Operand, names),
        ParenthesizedExpressionSyntax parenthesized => Add(parenthesized.Expression, names),
        BinaryExpressionSyntax binary => Add(binary.Left, names) && Add(binary.Right, names),
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Name: IdentifierNameSyntax } access =>
            AddMember(access.Expression, names),
        _ => false,
    };

    /// <summary>What a member is taken of: a type or namespace by its name.</summary>
    private static bool AddMember(ExpressionSyntax expression, HashSet<string> names) => expression switch
    {
        IdentifierNameSyntax simple => names.Add(simple.Identifier.ValueText) || true,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Name: IdentifierNameSyntax name } access =>
            (names.Add(name.Identifier.ValueText) || true) && AddMember(access.Expression, names),
        _ => false,
    };

    private static string Rightmost(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private sealed record Known(Meaning Surroundings, bool HasTwin, Declaration? Declaration);
}
