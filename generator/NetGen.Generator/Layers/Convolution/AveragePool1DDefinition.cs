namespace NetGen.Generator.Layers;

/// <summary>The mean of each channel over a window of a sequence.</summary>
internal sealed class AveragePool1DDefinition : PoolingDefinition
{
    public override string Kind => "AveragePool1D";

    public override string Sample => "[AveragePool1D(2)]";
}
