using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

/// <summary>One layer or activation with its shapes. Layers stand in topological order.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Name">The path name.</param>
/// <param name="Input">The shape of a sample in; of the first source, where there are several.</param>
/// <param name="Output">The shape of a sample out.</param>
internal abstract record LayerModel(string Kind, string Name, Shape Input, Shape Output)
{
    /// <summary>The layers whose outputs it reads, by index; -1 is the network's input. The parser sets it.</summary>
    public EquatableArray<int> Sources { get; init; } = EquatableArray<int>.Empty;

    /// <summary>Values of a sample in.</summary>
    public int Inputs => Input.Size;

    /// <summary>Values of a sample out.</summary>
    public int Outputs => Output.Size;

    /// <summary>Whether the network has a property for the layer, because it has parameters.</summary>
    public abstract bool HasParameters { get; }
}
