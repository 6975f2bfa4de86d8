using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.PyTorch;

/// <summary>PyTorch on some threads.</summary>
internal sealed class PyTorchPeer(PyTorchWorker? worker, string problem, int threads) : IPeer
{
    /// <inheritdoc/>
    public string Name => threads == 1 ? "pytorch" : $"pytorch{threads}";

    /// <inheritdoc/>
    public string Description => worker is null
        ? $"not installed ({problem}; --python names an interpreter)"
        : $"{worker.Description}, {threads} {(threads == 1 ? "thread" : "threads")}, the faster of its two implementations of Adam";

    /// <inheritdoc/>
    public bool IsAvailable => worker is not null;

    /// <inheritdoc/>
    public bool IsSlow => worker is { HasFastProducts: false };

    /// <inheritdoc/>
    public bool IsInThisProcess => false;

    /// <inheritdoc/>
    public bool Supports(NetworkShape shape) => shape.Dense is not null || shape.PyTorchModel is not null;

    /// <inheritdoc/>
    public BenchmarkNetwork Open(NetworkShape shape, BenchmarkData data) => new PyTorchNetwork(worker!, shape, data, threads);
}
