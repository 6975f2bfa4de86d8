namespace NetGen.Generator.Layers;

/// <summary>The largest value of each channel over a window of a sequence.</summary>
internal sealed class MaxPool1DDefinition : PoolingDefinition
{
    public override string Kind => "MaxPool1D";

    public override string Sample => "[MaxPool1D(2)]";
}
