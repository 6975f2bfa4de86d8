using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>Which attributes are NetGen's, and what they declare.</summary>
internal static class OurTypes
{
    public static bool IsOurs(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true };

    public static AttributeRole RoleOf(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (IsOurs(type))
            {
                switch (type.Name)
                {
                    case "LayerAttribute": return AttributeRole.Layer;
                    case "LossAttribute" when !type.IsGenericType: return AttributeRole.Loss;
                    case "InputAttribute": return AttributeRole.Input;
                    case "PaddingAttribute": return AttributeRole.Padding;
                }
            }
        }

        return AttributeRole.None;
    }

    /// <summary>Whether a class declares itself with an attribute such as [Block], which has no type argument.</summary>
    public static bool Is(INamedTypeSymbol type, string attribute) =>
        type.GetAttributes().Any(a => a.AttributeClass is { IsGenericType: false } c && c.Name == attribute + "Attribute" && IsOurs(c));
}
