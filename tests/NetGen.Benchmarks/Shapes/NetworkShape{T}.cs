using System.Diagnostics;
using System.Runtime;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Startup;

namespace NetGen.Benchmarks.Shapes;

/// <summary>A shape with its network class.</summary>
internal sealed class NetworkShape<TNetwork> : NetworkShape
    where TNetwork : class, INetwork<TNetwork>
{
    private const int FingerprintSteps = 100;
    private const int FingerprintBatch = 32;
    private const int StartupBatch = 32;
    private const int StartupSteps = 100;

    /// <inheritdoc/>
    public override NetworkInfo Info => TNetwork.Info;

    /// <inheritdoc/>
    public override NetGenNetwork Open(BenchmarkData data, NonFinitePolicy nonFinite) => new NetGenNetwork<TNetwork>(data, nonFinite);

    /// <inheritdoc/>
    public override StartupRow Startup()
    {
        BenchmarkData data = BenchmarkData.Create(Info, StartupBatch);
        float[] output = new float[StartupBatch * Info.OutputSize];
        TimeSpan compiling = JitInfo.GetCompilationTime();
        long methods = JitInfo.GetCompiledMethodCount();
        long start = Stopwatch.GetTimestamp();
        TNetwork network = TNetwork.Create(seed: 1);
        using var trainer = new Trainer<TNetwork>(network, new Adam(1e-3f));
        Step(trainer, data);
        long first = Stopwatch.GetTimestamp();
        TimeSpan compiled = JitInfo.GetCompilationTime() - compiling;
        methods = JitInfo.GetCompiledMethodCount() - methods;
        Step(trainer, data);
        long second = Stopwatch.GetTimestamp();
        network.Predict(data.Input, output);
        long predicted = Stopwatch.GetTimestamp();
        for (int step = 2; step < StartupSteps; step++)
        {
            Step(trainer, data);
        }

        long hundred = Stopwatch.GetTimestamp();
        return new StartupRow(
            first,
            Stopwatch.GetElapsedTime(start, first).TotalMilliseconds,
            compiled.TotalMilliseconds,
            (int)methods,
            Stopwatch.GetElapsedTime(first, second).TotalMilliseconds,
            Stopwatch.GetElapsedTime(second, predicted).TotalMilliseconds,
            Stopwatch.GetElapsedTime(predicted, hundred).TotalMilliseconds / (StartupSteps - 2));
    }

    /// <inheritdoc/>
    public override string Fingerprint(int threads)
    {
        BenchmarkData data = BenchmarkData.Create(Info, FingerprintBatch);
        TNetwork network = TNetwork.Create(seed: 1);
        using var trainer = new Trainer<TNetwork>(network, new Adam(1e-3f)) { Threads = threads };
        for (int step = 0; step < FingerprintSteps; step++)
        {
            Step(trainer, data);
        }

        var fingerprint = new Fingerprint();
        foreach (ParameterInfo parameter in TNetwork.Info.Parameters)
        {
            // What lies between rows, or between columns, is zero.
            fingerprint.Add(network.Parameters.Values.Slice(parameter.Offset, parameter.Length));
        }

        return fingerprint.ToString();
    }

    private static void Step(Trainer<TNetwork> trainer, BenchmarkData data) =>
        _ = data.Labels.Length > 0 ? trainer.Step(data.Input, data.Labels) : trainer.Step(data.Input, data.Targets);
}
