namespace NetGen.Generator.Layers;

/// <summary>The size of a window as an attribute gives it, with the arguments that say so.</summary>
internal sealed record WindowSize(int Height, int Width, string HeightArgument, string WidthArgument);
