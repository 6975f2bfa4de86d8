using Microsoft.ML.OnnxRuntime;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.Onnx;

/// <summary>ONNX Runtime, for predictions.</summary>
internal sealed class OnnxPeer : IPeer
{
    private readonly string? _version;
    private readonly string _problem = "";

    public OnnxPeer()
    {
        try
        {
            _version = OrtEnv.Instance().GetVersionString();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException or OnnxRuntimeException)
        {
            _problem = (e.InnerException ?? e).Message;
        }
    }

    /// <inheritdoc/>
    public string Name => "onnxRuntime";

    /// <inheritdoc/>
    public string Description => _version is null ? $"does not load: {_problem}" : $"ONNX Runtime {_version}, one thread, inputs and outputs bound beforehand";

    /// <inheritdoc/>
    public bool IsAvailable => _version is not null;

    /// <inheritdoc/>
    public bool IsSlow => false;

    /// <inheritdoc/>
    public bool IsInThisProcess => true;

    /// <inheritdoc/>
    public bool Supports(NetworkShape shape) => shape.Dense is not null;

    /// <inheritdoc/>
    public BenchmarkNetwork Open(NetworkShape shape, BenchmarkData data) => new OnnxNetwork(shape.Dense!, data);
}
