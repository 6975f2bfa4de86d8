using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers;

/// <summary>Another way to compute the same networks.</summary>
internal interface IPeer
{
    /// <summary>The name in tables and results.</summary>
    string Name { get; }

    /// <summary>What it is, with its version; why it is missing, where it is.</summary>
    string Description { get; }

    /// <summary>Whether it can be measured on this machine.</summary>
    bool IsAvailable { get; }

    /// <summary>Whether it needs so long for large networks that it is the first to be left out where time is short.</summary>
    bool IsSlow { get; }

    /// <summary>Whether it runs in this process, whose runtime compiles its code as well.</summary>
    bool IsInThisProcess { get; }

    /// <summary>Whether it can build a network.</summary>
    bool Supports(NetworkShape shape);

    /// <summary>Builds a network with the data's parameters and batch.</summary>
    BenchmarkNetwork Open(NetworkShape shape, BenchmarkData data);
}
