namespace NetGen.Benchmarks.Verbs;

/// <summary>What the program returns.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was measured.</summary>
    public const int Success = 0;

    /// <summary>Something that must hold does not, such as two runs that must give the same bits.</summary>
    public const int Failure = 1;

    /// <summary>Ctrl+C, as shells count it.</summary>
    public const int Cancelled = 130;
}
