using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the classes that attributes such as <c>[Residual&lt;T&gt;]</c> name.</summary>
internal sealed class BlockReader(Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
{
    private readonly Dictionary<(AttributeReader Use, int Argument), BlockDeclaration?> _known = [];

    /// <summary>False when the compiler itself has errors in the attributes of a block.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The block that a type argument names, or null after reporting why it is none.</summary>
    public BlockDeclaration? Read(AttributeReader use, int argument)
    {
        if (!_known.TryGetValue((use, argument), out BlockDeclaration? block))
        {
            _known.Add((use, argument), block = Parse(use, argument));
        }

        return block;
    }

    private BlockDeclaration? Parse(AttributeReader use, int argument)
    {
        ITypeSymbol named = use.Attribute.AttributeClass!.TypeArguments[argument];
        if (named is not INamedTypeSymbol type)
        {
            Report("it is not a class");
            return null;
        }

        if (Problem(type) is { } problem)
        {
            Report(problem);
            return null;
        }

        var layers = new List<AttributeReader>();
        bool valid = true;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            AttributeRole role = OurTypes.RoleOf(attribute);
            if (role == AttributeRole.None)
            {
                continue;
            }

            var reader = new AttributeReader(attribute, compilation, report, cancellationToken, use);
            if (role != AttributeRole.Layer)
            {
                reader.ReportHere(Descriptors.NotInBlock, reader.Kind, type.Name);
                valid = false;
            }
            else if (!reader.IsComplete)
            {
                IsComplete = false;
            }
            else if (layers.Count > 0 && reader.Part != layers[0].Part)
            {
                reader.ReportHere(Descriptors.TwoParts, reader.Kind, type.Name, "its first layer");
                valid = false;
            }
            else
            {
                layers.Add(reader);
            }
        }

        if (layers.Count == 0 && valid && IsComplete)
        {
            use.ReportAtTypeArgument(argument, Descriptors.EmptyBlock, type.Name);
        }

        return layers.Count == 0 ? null : new BlockDeclaration(type, layers, LayerNames.Choose(layers));

        void Report(string why) => use.ReportAtTypeArgument(
            argument, Descriptors.TypeArgument, named.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), $"{use.Kind}<T>", why);
    }

    private static string? Problem(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Error ? "there is no such type; a type that another generator writes is not visible here"
        : type.TypeKind != TypeKind.Class ? "it is not a class"
        : OurTypes.Is(type, "Block") ? null
        : OurTypes.Is(type, "Network") ? "it is a network; declare its layers as a class with [Block]"
        : "it has no [Block]";
}
