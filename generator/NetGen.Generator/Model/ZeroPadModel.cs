namespace NetGen.Generator.Model;

/// <summary>Zeros around an image or a sequence, which is an image of height 1.</summary>
internal sealed record ZeroPadModel(string Kind, string Name, Shape Input, Shape Output, int Height, int Width, int Top, int Bottom, int Left, int Right)
    : LayerModel(Kind, Name, Input, Output)
{
    public override bool HasParameters => false;
}
