namespace NetGen.Benchmarks.Results;

/// <summary>What a network costs before it is warm, and the size of its code.</summary>
public sealed record JitRow
{
    /// <summary>The network's name.</summary>
    public required string Shape { get; init; }

    /// <summary>Milliseconds from the start of the process to the end of its first step.</summary>
    public required double FromStartMs { get; init; }

    /// <summary>Milliseconds for making network and trainer and the first step.</summary>
    public required double FirstStepMs { get; init; }

    /// <summary>What of it the JIT took, in milliseconds.</summary>
    public required double CompilingMs { get; init; }

    /// <summary>The methods that the JIT compiled for it.</summary>
    public required int CompiledMethods { get; init; }

    /// <summary>Milliseconds for the second step.</summary>
    public required double SecondStepMs { get; init; }

    /// <summary>Milliseconds for the first prediction after that.</summary>
    public required double FirstPredictMs { get; init; }

    /// <summary>The mean of the steps up to the hundredth, in milliseconds.</summary>
    public required double LaterStepMs { get; init; }

    /// <summary>Lines that the generator wrote for the network.</summary>
    public required int EmittedLines { get; init; }

    /// <summary>Lines that all networks of the assembly share.</summary>
    public required int SharedLines { get; init; }

    /// <summary>Methods that the generator wrote for the network.</summary>
    public required int Methods { get; init; }

    /// <summary>Bytes of IL of all of them.</summary>
    public required int IlBytes { get; init; }

    /// <summary>Bytes of IL of the largest.</summary>
    public required int LargestIlBytes { get; init; }

    /// <summary>The largest.</summary>
    public required string LargestMethod { get; init; }

    /// <summary>The most locals of a method.</summary>
    public required int MostLocals { get; init; }
}
