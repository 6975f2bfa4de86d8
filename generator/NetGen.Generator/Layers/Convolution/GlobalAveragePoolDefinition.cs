namespace NetGen.Generator.Layers;

/// <summary>The mean of each channel over all positions.</summary>
internal sealed class GlobalAveragePoolDefinition : GlobalPoolingDefinition
{
    public override string Kind => "GlobalAveragePool";

    public override string Sample => "[GlobalAveragePool]";
}
