namespace NetGen.Kernels;

/// <summary>
/// A number that the compiler knows. A tile is written once, for the most positions and taps; compiled for such numbers it keeps only the
/// registers that they use.
/// </summary>
internal interface ICount
{
    static abstract int Count { get; }
}
