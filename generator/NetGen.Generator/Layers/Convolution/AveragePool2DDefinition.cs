namespace NetGen.Generator.Layers;

/// <summary>The mean of each channel over a window of an image.</summary>
internal sealed class AveragePool2DDefinition : PoolingDefinition
{
    public override string Kind => "AveragePool2D";

    public override string Sample => "[AveragePool2D(3, Stride = 2, Pad = 1)]";
}
