using BenchmarkDotNet.Attributes;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Verbs;

/// <summary>What BenchmarkDotNet runs; it wants a public class.</summary>
public class NetworkBenchmarks
{
    private NetGenNetwork _network = null!;

    /// <summary>The network's name.</summary>
    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    /// <summary>Rows of the batch.</summary>
    [Params(1, 32, 128)]
    public int Batch { get; set; }

    /// <summary>The networks.</summary>
    public static IEnumerable<string> Shapes => ShapeCatalogue.Select([]).Select(static s => s.Name);

    /// <summary>Builds the network.</summary>
    [GlobalSetup]
    public void Setup()
    {
        NetworkShape shape = ShapeCatalogue.Select([Shape])[0];
        _network = shape.Open(BenchmarkData.Create(shape.Info, Batch));
        _network.Start();
    }

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup() => _network.Dispose();

    /// <summary>Predict.</summary>
    [Benchmark]
    public void Predict() => _network.Predict();

    /// <summary>Trainer.Step with Adam.</summary>
    [Benchmark]
    public void Step() => _network.Step();
}
