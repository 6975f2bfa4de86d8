using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks.Shapes;

/// <summary>
/// Lets the runtime finish with what all networks share. It compiles code again, better, in the background once it was called often enough; before
/// that neither NetGen's trainer nor the peers in this process are what a training runs on for all but its first moments.
/// </summary>
internal static class WarmUp
{
    private const int MostRounds = 25;
    private const int RoundsWithoutGain = 5;
    private const int Calls = 100;

    /// <summary>What counts as faster: less may be chance.</summary>
    private const double Gain = 0.93;

    /// <summary>The background compiler waits until nothing new was compiled for 100 ms.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(110);

    /// <summary>Trains the smallest networks until that gets no faster, about a second.</summary>
    /// <param name="peers">The peers that are measured as well.</param>
    public static void Run(IReadOnlyList<IPeer> peers)
    {
        var runs = new List<Func<double>>();
        var networks = new List<BenchmarkNetwork>();
        foreach (bool classes in (ReadOnlySpan<bool>)[false, true])
        {
            NetworkShape shape = ShapeCatalogue.All.First(s => s.Dense is not null && s.Info.TakesClassIndices == classes);
            BenchmarkData data = BenchmarkData.Create(shape.Info, batch: 2);
            NetGenNetwork network = shape.Open(data);
            networks.Add(network);
            runs.Add(() => network.TimePasses(Calls));
            networks.AddRange(peers.Where(peer => peer.IsAvailable && peer.IsInThisProcess && peer.Supports(shape)).Select(peer => peer.Open(shape, data)));
        }

        runs.AddRange(networks.Select(static network => (Func<double>)(() => network.TimeForward(Calls))));
        runs.AddRange(networks.Where(static network => network.CanStep).Select(static network => (Func<double>)(() => network.TimeStep(Calls))));
        double[] best = [.. runs.Select(static _ => double.PositiveInfinity)];
        int last = 0;
        for (int round = 0; round < MostRounds && round - last < RoundsWithoutGain; round++)
        {
            for (int i = 0; i < runs.Count; i++)
            {
                double time = runs[i]();
                last = time < Gain * best[i] ? round : last;
                best[i] = Math.Min(best[i], time);
            }

            Thread.Sleep(s_pause);
        }

        networks.ForEach(static network => network.Dispose());
    }
}
