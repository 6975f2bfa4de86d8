namespace NetGen.Generator.Model;

/// <summary>The same values in another shape.</summary>
internal sealed record ReshapeModel(string Kind, string Name, Shape Input, Shape Output) : LayerModel(Kind, Name, Input, Output)
{
    public override bool HasParameters => false;
}
