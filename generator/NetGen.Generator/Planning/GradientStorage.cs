namespace NetGen.Generator.Planning;

/// <summary>Memory of a gradient while somebody needs it.</summary>
internal sealed class GradientStorage(int offset, int length)
{
    public int Offset => offset;

    public int Length => length;

    /// <summary>How many gradients are these values; whoever changes them must be the only one.</summary>
    public int Users { get; set; } = 1;
}
