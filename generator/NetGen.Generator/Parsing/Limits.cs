namespace NetGen.Generator.Parsing;

/// <summary>What a network may not exceed; all indices into buffers are 32-bit.</summary>
internal static class Limits
{
    /// <summary>Values of one sample in any layer.</summary>
    public const int Size = 1 << 20;

    /// <summary>Layers of a network, those of its blocks included.</summary>
    public const int Layers = 1 << 14;

    /// <summary>Blocks within each other, each of which takes its part of the compiler's stack.</summary>
    public const int Nesting = 128;

    /// <summary>Floats of all parameters, padding included.</summary>
    public const int Parameters = 1 << 29;

    /// <summary>Floats of workspace for one row of batch.</summary>
    public const int WorkspacePerRow = 1 << 26;
}
