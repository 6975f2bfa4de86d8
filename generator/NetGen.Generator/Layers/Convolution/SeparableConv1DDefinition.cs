namespace NetGen.Generator.Layers;

/// <summary>A separable convolution over a sequence.</summary>
internal sealed class SeparableConv1DDefinition : SeparableDefinition
{
    public override string Kind => "SeparableConv1D";

    public override string Sample => "[SeparableConv1D(5, kernel: 3, Multiplier = 2)]";
}
