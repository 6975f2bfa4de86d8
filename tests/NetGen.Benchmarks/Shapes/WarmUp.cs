using NetGen.Benchmarks.Measurement;

namespace NetGen.Benchmarks.Shapes;

/// <summary>
/// Lets the runtime finish with what all networks share. It compiles the trainer's code again, better, in the background once it has been called
/// often enough; before that it is not what a training runs on for all but its first moments.
/// </summary>
internal static class WarmUp
{
    private const int Rounds = 5;
    private const int CallsPerRound = 200;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    /// <summary>Trains the smallest networks for a moment, about half a second.</summary>
    public static void Run()
    {
        using NetGenNetwork values = Open(static info => !info.TakesClassIndices);
        using NetGenNetwork classes = Open(static info => info.TakesClassIndices);
        for (int round = 0; round < Rounds; round++)
        {
            foreach (NetGenNetwork network in (ReadOnlySpan<NetGenNetwork>)[values, classes])
            {
                network.TimeStep(CallsPerRound);
                network.TimeForward(CallsPerRound);
                network.TimePasses(CallsPerRound);
            }

            // The background compiler waits until nothing new was compiled for 100 ms.
            Thread.Sleep(s_pause);
        }
    }

    private static NetGenNetwork Open(Predicate<NetworkInfo> condition)
    {
        NetworkShape shape = ShapeCatalogue.All.First(s => condition(s.Info));
        return shape.Open(BenchmarkData.Create(shape.Info, batch: 1));
    }
}
