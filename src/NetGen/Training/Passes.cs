namespace NetGen;

/// <summary>The passes of a network.</summary>
[Flags]
internal enum Passes
{
    None = 0,
    Forward = 1,
    Loss = 2,
    Backward = 4,
}
