namespace NetGen.Generator.Model;

/// <summary>The last step of a sequence.</summary>
internal sealed record LastStepModel(string Name, Shape Input) : LayerModel("LastStep", Name, Input, Shape.Of(Input.Channels))
{
    public override bool HasParameters => false;
}
