using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>A property that views parameters: of a layer, of a block, or of a block that repeats.</summary>
/// <param name="Name">The property.</param>
/// <param name="Path">The part of the path name it stands for.</param>
/// <param name="Type">The type of a layer's view in the runtime's namespace, or the generated view of a block.</param>
/// <param name="Tensors">The tensors that a layer's view is made of, by the ends of their path names; empty for what the layer does not have.</param>
/// <param name="States">The states that follow them in the view's constructor, in the same way.</param>
/// <param name="Kind">What it views.</param>
/// <param name="Count">How often a block repeats.</param>
/// <param name="About">What it views, for people.</param>
internal sealed record PropertyPlan(
    string Name, string Path, string Type, EquatableArray<string> Tensors, EquatableArray<string> States, PropertyKind Kind, int Count, string About);
