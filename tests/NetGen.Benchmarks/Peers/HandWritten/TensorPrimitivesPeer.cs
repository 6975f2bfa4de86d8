using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.HandWritten;

/// <summary>Hand-written C# with TensorPrimitives.</summary>
internal sealed class TensorPrimitivesPeer : IPeer
{
    /// <inheritdoc/>
    public string Name => "tensorPrimitives";

    /// <inheritdoc/>
    public string Description => "hand-written C#, System.Numerics.Tensors.TensorPrimitives";

    /// <inheritdoc/>
    public bool IsAvailable => true;

    /// <inheritdoc/>
    public bool IsSlow => false;

    /// <inheritdoc/>
    public bool IsInThisProcess => true;

    /// <inheritdoc/>
    public bool Supports(NetworkShape shape) => shape.Dense is not null;

    /// <inheritdoc/>
    public BenchmarkNetwork Open(NetworkShape shape, BenchmarkData data) => new TensorPrimitivesNetwork(shape.Dense!, data);
}
