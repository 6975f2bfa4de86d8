namespace NetGen.Generator.Model;

/// <summary>The sum of a block's input and its scaled output.</summary>
internal sealed record ResidualModel(string Name, Shape Shape, float Scale) : LayerModel("Residual", Name, Shape, Shape)
{
    public override bool HasParameters => false;
}
