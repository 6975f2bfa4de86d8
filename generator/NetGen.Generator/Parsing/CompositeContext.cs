using NetGen.Generator.Activations;

namespace NetGen.Generator.Parsing;

/// <summary>What an attribute that holds blocks is written out in.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Path">Its path name.</param>
/// <param name="Input">What it reads.</param>
/// <param name="NextActivation">The family of the activation behind it.</param>
/// <param name="Expander">Where its layers go.</param>
internal sealed record CompositeContext(AttributeReader Attribute, string Path, LayerValue Input, InitFamily NextActivation, LayerExpander Expander)
{
    /// <summary>The number of blocks it names.</summary>
    public int Blocks => Attribute.Attribute.AttributeClass!.TypeArguments.Length;

    /// <summary>Adds the layers of one of the blocks, under a path of their own.</summary>
    public LayerValue? ExpandBlock(int block, string path, LayerValue input, InitFamily after) =>
        Expander.ExpandBlock(Attribute, block, path, input, after);

    /// <summary>A path for each of several blocks: the name of its class, numbered where classes repeat.</summary>
    public IReadOnlyList<string> BranchPaths()
    {
        string[] names = [.. Attribute.Attribute.AttributeClass!.TypeArguments.Select(static t => Infrastructure.Text.Camel(t.Name))];
        return
        [
            .. names.Select((name, i) => Path + "." + (names.Count(n => Same(n, name)) == 1
                ? name
                : name + "_" + Infrastructure.Text.Of(names.Take(i + 1).Count(n => Same(n, name))))),
        ];
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
