namespace NetGen.Generator.Layers;

/// <summary>A convolution of each feature of a sequence by itself.</summary>
internal sealed class DepthwiseConv1DDefinition : DepthwiseConv2DDefinition
{
    public override string Kind => "DepthwiseConv1D";

    public override string Sample => "[DepthwiseConv1D(3, Stride = 2)]";
}
