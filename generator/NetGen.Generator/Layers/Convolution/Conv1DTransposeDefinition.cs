namespace NetGen.Generator.Layers;

/// <summary>A transposed convolution over a sequence.</summary>
internal sealed class Conv1DTransposeDefinition : Conv2DTransposeDefinition
{
    public override string Kind => "Conv1DTranspose";

    public override string Sample => "[Conv1DTranspose(5, kernel: 4, Stride = 2, Pad = 1)]";

    public override IEnumerable<string> MoreSamples => ["[Conv1DTranspose(6, kernel: 3, Stride = 2, Groups = 3)]"];
}
