using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>Several blocks side by side that read the same, joined into one output.</summary>
internal abstract class BranchesDefinition : CompositeDefinition
{
    /// <summary>Concatenation and sums join each step by itself, as long as the branches keep the steps.</summary>
    public override string? StreamObstacle(LayerModel layer) => layer.Input.Rank < 3 ? null : base.StreamObstacle(layer);

    public override LayerValue? Expand(CompositeContext context)
    {
        IReadOnlyList<string> paths = context.BranchPaths();
        var branches = new List<LayerValue>();
        for (int i = 0; i < context.Blocks; i++)
        {
            if (context.ExpandBlock(i, paths[i], context.Input, context.NextActivation) is { } branch)
            {
                branches.Add(branch);
            }
        }

        if (branches.Count < context.Blocks)
        {
            return branches.Count == 0 ? null : branches[0];
        }

        Shape first = branches[0].Shape;
        for (int i = 1; i < branches.Count; i++)
        {
            if (!Fits(first, branches[i].Shape))
            {
                var types = context.Attribute.Attribute.AttributeClass!.TypeArguments;
                context.Attribute.ReportHere(
                    Descriptors.ShapeDoesNotFit, $"{Kind}<{string.Join(", ", types.Select(static t => t.Name))}>",
                    $"{types[0].Name} turns {context.Input.Shape} into {first} and {types[i].Name} into {branches[i].Shape}; {Requirement}");
                return branches[0];
            }
        }

        return context.Expander.Add(
            context.Attribute,
            new JoinModel(Kind, context.Path, first, Joined([.. branches.Select(static b => b.Shape)])),
            [.. branches]);
    }

    /// <summary>What the shapes of branches must have in common, for people.</summary>
    protected abstract string Requirement { get; }

    protected abstract bool Fits(Shape first, Shape other);

    protected abstract Shape Joined(Shape[] branches);
}
