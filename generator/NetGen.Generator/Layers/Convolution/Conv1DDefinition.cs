namespace NetGen.Generator.Layers;

/// <summary>A convolution over a sequence.</summary>
internal sealed class Conv1DDefinition : Conv2DDefinition
{
    public override string Kind => "Conv1D";

    public override string Sample => "[Conv1D(5, kernel: 3, Dilation = 2, Padding = Padding.Causal)]";

    public override IEnumerable<string> MoreSamples => ["[Conv1D(6, kernel: 3, Groups = 3)]", "[Conv1D(4, kernel: 1)]"];
}
