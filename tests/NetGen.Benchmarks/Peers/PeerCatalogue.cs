using NetGen.Benchmarks.Peers.HandWritten;
using NetGen.Benchmarks.Peers.Onnx;
using NetGen.Benchmarks.Peers.OpenBlas;
using NetGen.Benchmarks.Peers.PyTorch;

namespace NetGen.Benchmarks.Peers;

/// <summary>All peers, those that this machine lacks included.</summary>
internal sealed class PeerCatalogue : IDisposable
{
    private PeerCatalogue(IReadOnlyList<IPeer> peers) => Peers = peers;

    /// <summary>The peers.</summary>
    public IReadOnlyList<IPeer> Peers { get; }

    /// <summary>Looks what there is on this machine.</summary>
    /// <param name="python">The Python interpreter with PyTorch; null to look for one.</param>
    /// <param name="openBlas">The OpenBLAS library; null to look for it.</param>
    public static PeerCatalogue Open(string? python, string? openBlas)
    {
        OpenBlasLibrary? blas = OpenBlasLibrary.TryLoad(openBlas);
        PyTorchWorker? worker = PyTorchWorker.TryStart(python, blas?.Name, out string problem);
        return new PeerCatalogue(
        [
            new LoopPeer(),
            new TensorPrimitivesPeer(),
            new OpenBlasPeer(blas),
            new OnnxPeer(),
            new PyTorchPeer(worker, problem, threads: 1),
            new PyTorchPeer(worker, problem, threads: 2),
        ]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPeer peer in Peers)
        {
            peer.Dispose();
        }
    }
}
