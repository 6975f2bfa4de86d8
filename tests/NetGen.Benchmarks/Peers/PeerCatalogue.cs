using NetGen.Benchmarks.Peers.HandWritten;
using NetGen.Benchmarks.Peers.Onnx;
using NetGen.Benchmarks.Peers.OpenBlas;
using NetGen.Benchmarks.Peers.PyTorch;

namespace NetGen.Benchmarks.Peers;

/// <summary>All peers, those that this machine lacks included.</summary>
internal sealed class PeerCatalogue : IDisposable
{
    /// <summary>The names of all peers.</summary>
    public static readonly string[] Names = ["loops", "tensorPrimitives", "openblas", "onnxRuntime", "pytorch", "pytorch2"];

    private readonly PyTorchWorker? _worker;

    private PeerCatalogue(IReadOnlyList<IPeer> peers, PyTorchWorker? worker)
    {
        Peers = peers;
        _worker = worker;
    }

    /// <summary>The peers.</summary>
    public IReadOnlyList<IPeer> Peers { get; }

    /// <summary>Looks what there is on this machine.</summary>
    /// <param name="python">The Python interpreter with PyTorch; null to look for one.</param>
    /// <param name="openBlas">The OpenBLAS library; null to look for it.</param>
    /// <param name="names">Only these; empty for all.</param>
    public static PeerCatalogue Open(string? python, string? openBlas, IReadOnlyList<string> names)
    {
        string problem = "not asked for";
        OpenBlasLibrary? blas = OpenBlasLibrary.TryLoad(openBlas);
        PyTorchWorker? worker = names.Count == 0 || names.Any(static n => n.StartsWith("pytorch", StringComparison.Ordinal))
            ? PyTorchWorker.TryStart(python, blas?.Name, out problem)
            : null;
        IPeer[] all =
        [
            new LoopPeer(),
            new TensorPrimitivesPeer(),
            new OpenBlasPeer(blas),
            new OnnxPeer(),
            new PyTorchPeer(worker, problem, threads: 1),
            new PyTorchPeer(worker, problem, threads: 2),
        ];
        return new PeerCatalogue([.. all.Where(peer => names.Count == 0 || names.Contains(peer.Name))], worker);
    }

    /// <inheritdoc/>
    public void Dispose() => _worker?.Dispose();
}
