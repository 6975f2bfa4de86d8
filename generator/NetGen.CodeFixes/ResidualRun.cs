using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>Layers of a class that keep their shape, as the branches of residual blocks.</summary>
/// <param name="Units">The attributes of each branch; those of one are equal to those of the next.</param>
/// <param name="Branches">How many branches the network has of it.</param>
internal sealed record ResidualRun(IReadOnlyList<IReadOnlyList<AttributeSyntax>> Units, int Branches)
{
    /// <summary>The attribute that uses a block whose layers are the branch; null where the layers stand in the class itself.</summary>
    public AttributeSyntax? Use { get; init; }

    /// <summary>That block.</summary>
    public Microsoft.CodeAnalysis.INamedTypeSymbol? Block { get; init; }

    /// <summary>Whether the run is all of a block, which is wrapped where it stands.</summary>
    public bool IsWhole { get; init; }
}
