using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.OpenBlas;

/// <summary>Hand-written C# over the matrix product of OpenBLAS, where it is installed.</summary>
internal sealed class OpenBlasPeer(OpenBlasLibrary? library) : IPeer
{
    /// <inheritdoc/>
    public string Name => "openblas";

    /// <inheritdoc/>
    public string Description => library is null
        ? "not installed: no libopenblas where the system looks (--openblas names a file)"
        : $"sgemm of {library.Configuration.Trim()}, one thread; the rest TensorPrimitives";

    /// <inheritdoc/>
    public bool IsAvailable => library is not null;

    /// <inheritdoc/>
    public bool IsSlow => false;

    /// <inheritdoc/>
    public bool IsInThisProcess => true;

    /// <inheritdoc/>
    public bool Supports(NetworkShape shape) => shape.Dense is not null;

    /// <inheritdoc/>
    public BenchmarkNetwork Open(NetworkShape shape, BenchmarkData data) => new OpenBlasNetwork(library!, shape.Dense!, data);
}
