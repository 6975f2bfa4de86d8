namespace NetGen.Generator.Model;

/// <summary>Several branches joined into one output.</summary>
internal sealed record JoinModel(string Kind, string Name, Shape Input, Shape Output) : LayerModel(Kind, Name, Input, Output)
{
    public override bool HasParameters => false;
}
