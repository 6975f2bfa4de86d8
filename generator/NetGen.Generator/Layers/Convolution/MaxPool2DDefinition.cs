namespace NetGen.Generator.Layers;

/// <summary>The largest value of each channel over a window of an image.</summary>
internal sealed class MaxPool2DDefinition : PoolingDefinition
{
    public override string Kind => "MaxPool2D";

    public override string Sample => "[MaxPool2D(3, Stride = 2, Pad = 1)]";
}
