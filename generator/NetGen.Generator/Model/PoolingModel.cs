namespace NetGen.Generator.Model;

/// <summary>A pooling layer.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Name">The path name.</param>
/// <param name="Input">The shape of a sample in.</param>
/// <param name="Output">The shape of a sample out.</param>
/// <param name="Window">How the window slides.</param>
/// <param name="IsMax">Whether the largest value is taken rather than the mean.</param>
/// <param name="CountPadding">Whether a mean counts padding.</param>
internal sealed record PoolingModel(string Kind, string Name, Shape Input, Shape Output, WindowModel Window, bool IsMax, bool CountPadding)
    : LayerModel(Kind, Name, Input, Output)
{
    public override bool HasParameters => false;
}
