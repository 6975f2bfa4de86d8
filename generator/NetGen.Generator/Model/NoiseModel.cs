namespace NetGen.Generator.Model;

/// <summary>A layer that changes values at random in training only.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Name">The path name.</param>
/// <param name="Input">The shape of a sample.</param>
/// <param name="Strength">The rate, or the standard deviation.</param>
/// <param name="Spatial">Whether a channel has one draw for all positions.</param>
internal sealed record NoiseModel(string Kind, string Name, Shape Input, float Strength, bool Spatial) : LayerModel(Kind, Name, Input, Input)
{
    public override bool HasParameters => false;
}
