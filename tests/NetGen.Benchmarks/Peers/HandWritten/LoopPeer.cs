using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.HandWritten;

/// <summary>Hand-written C# with plain loops.</summary>
internal sealed class LoopPeer : IPeer
{
    /// <inheritdoc/>
    public string Name => "loops";

    /// <inheritdoc/>
    public string Description => "hand-written C#, plain loops over arrays";

    /// <inheritdoc/>
    public bool IsAvailable => true;

    /// <inheritdoc/>
    public bool IsSlow => true;

    /// <inheritdoc/>
    public bool IsInThisProcess => true;

    /// <inheritdoc/>
    public bool Supports(NetworkShape shape) => shape.Dense is not null;

    /// <inheritdoc/>
    public BenchmarkNetwork Open(NetworkShape shape, BenchmarkData data) => new LoopNetwork(shape.Dense!, data);
}
