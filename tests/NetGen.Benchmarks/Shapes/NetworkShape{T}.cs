using NetGen.Benchmarks.Measurement;

namespace NetGen.Benchmarks.Shapes;

/// <summary>A shape with its network class.</summary>
internal sealed class NetworkShape<TNetwork> : NetworkShape
    where TNetwork : class, INetwork<TNetwork>
{
    private const int FingerprintSteps = 100;
    private const int FingerprintBatch = 32;

    /// <inheritdoc/>
    public override NetworkInfo Info => TNetwork.Info;

    /// <inheritdoc/>
    public override NetGenNetwork Open(BenchmarkData data) => new NetGenNetwork<TNetwork>(data);

    /// <inheritdoc/>
    public override string Fingerprint()
    {
        BenchmarkData data = BenchmarkData.Create(Info, FingerprintBatch);
        TNetwork network = TNetwork.Create(seed: 1);
        using var trainer = new Trainer<TNetwork>(network, new Adam(1e-3f));
        for (int step = 0; step < FingerprintSteps; step++)
        {
            _ = data.Labels.Length > 0 ? trainer.Step(data.Input, data.Labels) : trainer.Step(data.Input, data.Targets);
        }

        return new Fingerprint().Add(network.Parameters.Values).ToString();
    }
}
