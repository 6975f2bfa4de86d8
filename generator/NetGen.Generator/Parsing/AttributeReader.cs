using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Parsing;

/// <summary>One attribute as written: its values, the places of its arguments, and a way to complain about them.</summary>
internal sealed class AttributeReader(
    AttributeData attribute, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken, AttributeReader? use = null)
{
    // An editor gives projects that are open as compilations: nothing can be reported in their files.
    private readonly AttributeSyntax? _syntax =
        attribute.ApplicationSyntaxReference is { } reference && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax(cancellationToken) as AttributeSyntax
            : null;

    public AttributeData Attribute => attribute;

    /// <summary>The attribute's name without its suffix.</summary>
    public string Kind { get; } = KindOf(attribute);

    /// <summary>The attribute as written; null where it is not in the source of this compilation.</summary>
    public AttributeSyntax? Syntax => _syntax;

    /// <summary>Where it stands; for one of a block without source, where the block is used.</summary>
    public Location Location => _syntax?.GetLocation() ?? use?.Location ?? Location.None;

    /// <summary>For an attribute of a block, the one that uses the block.</summary>
    public AttributeReader? Use => use;

    /// <summary>The part of the class that the attribute stands on.</summary>
    public SyntaxNode? Part => _syntax?.Parent?.Parent;

    /// <summary>False when the compiler itself has an error in the arguments, which needs no second message.</summary>
    public bool IsComplete =>
        attribute is { AttributeConstructor: not null, AttributeClass: { IsAbstract: false, TypeKind: not TypeKind.Error, IsUnboundGenericType: false } }
        && _syntax?.Name.DescendantNodesAndSelf().OfType<GenericNameSyntax>().Any(static name => name.IsUnboundGenericName) != true
        && attribute.ConstructorArguments.Length == attribute.AttributeConstructor.Parameters.Length
        && attribute.ConstructorArguments.All(static a => a.Kind != TypedConstantKind.Error)
        && attribute.NamedArguments.All(static a => a.Value.Kind != TypedConstantKind.Error);

    public static string KindOf(AttributeData attribute)
    {
        string name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>A positional argument, by the name of its parameter.</summary>
    public T Positional<T>(string parameter)
    {
        for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            if (attribute.AttributeConstructor!.Parameters[i].Name == parameter)
            {
                return (T)attribute.ConstructorArguments[i].Value!;
            }
        }

        throw new InvalidOperationException($"{Kind} has no parameter {parameter}.");
    }

    public bool IsSet(string property) => attribute.NamedArguments.Any(a => a.Key == property);

    /// <summary>A named property, or what holds where it is not set. Enums are read as their values.</summary>
    public T Named<T>(string property, T otherwise)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == property && argument.Value.Value is { } value)
            {
                return value is T same ? same : (T)Enum.ToObject(typeof(T), value);
            }
        }

        return otherwise;
    }

    /// <summary>Where an argument stands, for a message that points at it.</summary>
    public Location ArgumentLocation(string name) => ArgumentSyntax(name)?.GetLocation() ?? Location;

    /// <summary>An argument as written, by the name of its property or parameter, or null.</summary>
    public AttributeArgumentSyntax? ArgumentSyntax(string name)
    {
        if (_syntax?.ArgumentList is { } list)
        {
            for (int i = 0; i < list.Arguments.Count; i++)
            {
                AttributeArgumentSyntax argument = list.Arguments[i];
                string? written = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;
                written ??= i < (attribute.AttributeConstructor?.Parameters.Length ?? 0) ? attribute.AttributeConstructor!.Parameters[i].Name : null;
                if (written == name)
                {
                    return argument;
                }
            }
        }

        return null;
    }

    public void Report(DiagnosticDescriptor descriptor, string argument, params object[] messageArguments) =>
        report(Diagnostic.Create(descriptor, ArgumentLocation(argument), messageArguments));

    /// <summary>Reports at the type that is given as an argument, or at the attribute where there is no source.</summary>
    public void ReportAtTypeArgument(int argument, DiagnosticDescriptor descriptor, params object[] messageArguments)
    {
        GenericNameSyntax? name = _syntax?.Name.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault();
        Location location = name is not null && argument < name.TypeArgumentList.Arguments.Count
            ? name.TypeArgumentList.Arguments[argument].GetLocation()
            : Location;
        report(Diagnostic.Create(descriptor, location, messageArguments));
    }

    public void ReportHere(DiagnosticDescriptor descriptor, params object[] messageArguments) =>
        report(Diagnostic.Create(descriptor, Location, messageArguments));

    /// <summary>Reports a value that does not hold what is asked of it, and says whether it does.</summary>
    public bool Require(bool condition, string argument, float value, string requirement)
    {
        if (!condition)
        {
            string text = FloatLiteral.Of(value);
            Report(Descriptors.OptionOutOfRange, argument, $"{Kind}.{Text.Pascal(argument)}", text.EndsWith("f", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1) : text, requirement);
        }

        return condition;
    }

    /// <summary>A finite value.</summary>
    public bool RequireFinite(string argument, float value) =>
        Require(!float.IsNaN(value) && !float.IsInfinity(value), argument, value, "a finite number");

    /// <summary>A finite value of at least zero.</summary>
    public bool RequireNonNegative(string argument, float value) =>
        Require(value >= 0 && !float.IsInfinity(value), argument, value, "a finite number of at least 0");

    /// <summary>A finite value above zero.</summary>
    public bool RequirePositive(string argument, float value) =>
        Require(value > 0 && !float.IsInfinity(value), argument, value, "a finite number greater than 0");

    /// <summary>A member of an enum.</summary>
    public bool RequireDefined<TEnum>(string argument, TEnum value)
        where TEnum : struct, Enum
    {
        bool defined = Enum.IsDefined(typeof(TEnum), value);
        if (!defined)
        {
            Report(Descriptors.OptionOutOfRange, argument, $"{Kind}.{argument}", value, $"a member of {typeof(TEnum).Name}");
        }

        return defined;
    }
}
