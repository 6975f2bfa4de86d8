using System.Text.Json.Nodes;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.PyTorch;

/// <summary>One network of the Python process, which takes the time itself: the pipe is not part of it.</summary>
internal sealed class PyTorchNetwork : BenchmarkNetwork
{
    private readonly PyTorchWorker _worker;
    private readonly BenchmarkData _data;
    private readonly int _case;

    public PyTorchNetwork(PyTorchWorker worker, NetworkShape shape, BenchmarkData data, int threads)
    {
        _worker = worker;
        _data = data;
        _case = worker.NewCase();
        JsonObject command = Command("open");
        command["model"] = shape.PyTorchModel ?? "dense";
        command["threads"] = threads;
        command["batch"] = data.Batch;
        command["inputs"] = data.Info.InputSize;
        command["outputs"] = data.Info.OutputSize;
        command["labels"] = data.Labels.Length > 0;
        command["rate"] = BenchmarkData.LearningRate;
        command["layers"] = Array(data.Info.Layers.Select(static l => (JsonNode)l.Kind));
        command["parameters"] = Array(data.Info.Parameters.Select(static p => (JsonNode)p.Name));
        command["rows"] = Array(data.Info.Parameters.Select(static p => (JsonNode)p.Rows));
        command["columns"] = Array(data.Info.Parameters.Select(static p => (JsonNode)p.Columns));
        if (shape.Dense is { } dense)
        {
            command["sizes"] = Array(dense.Sizes.Select(static s => (JsonNode)s));
            command["activation"] = dense.Activation;
        }

        float[] target = data.Labels.Length > 0 ? [.. data.Labels.Select(static l => (float)l)] : data.Targets;
        worker.Ask(command, [.. data.Parameters, data.Input, target], out _);
    }

    /// <inheritdoc/>
    public override float[] Outputs()
    {
        _worker.Ask(Command("outputs"), [], out float[] outputs);
        return outputs;
    }

    /// <inheritdoc/>
    public override FirstStep Start()
    {
        double loss = (double)_worker.Ask(Command("start"), [], out float[] floats)["loss"]!;
        int position = 0;
        float[][] gradients = Split(floats, ref position);
        return new FirstStep(loss, gradients, Split(floats, ref position));
    }

    /// <inheritdoc/>
    public override double TimeForward(int iterations) => Time("forward", iterations);

    /// <inheritdoc/>
    public override double TimeStep(int iterations) => Time("step", iterations);

    /// <inheritdoc/>
    protected override void Release() => _worker.Ask(Command("close"), [], out _);

    private double Time(string what, int iterations)
    {
        JsonObject command = Command(what);
        command["iterations"] = iterations;
        return (double)_worker.Ask(command, [], out _)["us"]!;
    }

    private JsonObject Command(string what) => new() { ["do"] = what, ["case"] = _case };

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);

    private float[][] Split(float[] floats, ref int position)
    {
        float[][] tensors = new float[_data.Parameters.Length][];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = floats[position..(position + _data.Parameters[i].Length)];
            position += tensors[i].Length;
        }

        return tensors;
    }
}
