namespace NetGen.Generator.Model;

/// <summary>One layer or activation with its shape.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Name">The path name.</param>
/// <param name="Inputs">Values of a sample in.</param>
/// <param name="Outputs">Values of a sample out.</param>
internal abstract record LayerModel(string Kind, string Name, int Inputs, int Outputs)
{
    /// <summary>Whether the network has a property for the layer, because it has parameters.</summary>
    public abstract bool HasParameters { get; }
}
