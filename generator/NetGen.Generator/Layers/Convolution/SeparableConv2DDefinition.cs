namespace NetGen.Generator.Layers;

/// <summary>A separable convolution over an image.</summary>
internal sealed class SeparableConv2DDefinition : SeparableDefinition
{
    public override string Kind => "SeparableConv2D";

    public override string Sample => "[SeparableConv2D(5, kernel: 3, Padding = Padding.Same)]";
}
