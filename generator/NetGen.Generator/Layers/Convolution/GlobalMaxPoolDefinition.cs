namespace NetGen.Generator.Layers;

/// <summary>The largest value of each channel over all positions.</summary>
internal sealed class GlobalMaxPoolDefinition : GlobalPoolingDefinition
{
    public override string Kind => "GlobalMaxPool";

    public override string Sample => "[GlobalMaxPool]";
}
