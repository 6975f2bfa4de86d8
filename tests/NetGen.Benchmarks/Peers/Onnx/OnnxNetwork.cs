using Microsoft.ML.OnnxRuntime;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.Onnx;

/// <summary>Inference by ONNX Runtime on one thread, with input and output tensors bound to arrays beforehand.</summary>
internal sealed class OnnxNetwork : LocalNetwork
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue _input;
    private readonly OrtValue _output;
    private readonly OrtIoBinding _binding;
    private readonly float[] _values;

    public OnnxNetwork(DenseDescription description, BenchmarkData data)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(OnnxModel.Write(description, data), options);
        _values = new float[data.Batch * description.Sizes[^1]];
        _input = OrtValue.CreateTensorValueFromMemory(data.Input, [data.Batch, description.Sizes[0]]);
        _output = OrtValue.CreateTensorValueFromMemory(_values, [data.Batch, description.Sizes[^1]]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(OnnxModel.Input, _input);
        _binding.BindOutput(OnnxModel.Output, _output);
    }

    /// <inheritdoc/>
    public override bool CanStep => false;

    /// <inheritdoc/>
    public override float[] Outputs()
    {
        Forward(1);
        return (float[])_values.Clone();
    }

    /// <inheritdoc/>
    public override FirstStep Start() => throw new NotSupportedException("ONNX Runtime predicts only.");

    /// <inheritdoc/>
    protected override void Release()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    /// <inheritdoc/>
    protected override void Forward(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            _session.RunWithBinding(_options, _binding);
        }
    }

    /// <inheritdoc/>
    protected override void Step(int iterations) => throw new NotSupportedException("ONNX Runtime predicts only.");
}
