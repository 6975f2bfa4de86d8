using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Results;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Measurement;

/// <summary>Measures one network at one batch size against all peers that can compute it.</summary>
internal sealed class Comparison : IDisposable
{
    /// <summary>The prediction of a batch.</summary>
    public const string Forward = "forward";

    /// <summary>A step of training.</summary>
    public const string Step = "step";

    private readonly NetworkShape _shape;
    private readonly BenchmarkData _data;
    private readonly double _peak;
    private readonly NetGenNetwork _netgen;
    private readonly List<(string Name, BenchmarkNetwork Network)> _peers = [];
    private long _allocated;
    private long _calls;

    /// <summary>Builds the networks and holds each peer to computing the same.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="batch">Rows.</param>
    /// <param name="peak">Operations of one thread in a nanosecond.</param>
    /// <param name="peers">The peers.</param>
    /// <param name="fastOnly">Leave out slow peers.</param>
    /// <param name="excluded">Hears which peer is left out, and why.</param>
    public Comparison(NetworkShape shape, int batch, double peak, IReadOnlyList<IPeer> peers, bool fastOnly, Action<string> excluded)
    {
        _shape = shape;
        _data = BenchmarkData.Create(shape.Info, batch);
        _peak = peak;
        _netgen = shape.Open(_data);
        float[] outputs = _netgen.Outputs();
        FirstStep step = _netgen.Start();
        foreach (IPeer peer in peers)
        {
            if (!peer.IsAvailable || !peer.Supports(shape))
            {
                continue;
            }

            if (fastOnly && peer.IsSlow)
            {
                excluded($"{peer.Name} is left out of {shape.Name}, batch {batch}: no time is left for it.");
                continue;
            }

            BenchmarkNetwork network = peer.Open(shape, _data);
            if (PeerCheck.Difference(_data, outputs, step, network) is { } difference)
            {
                excluded($"{peer.Name} is left out of {shape.Name}, batch {batch}: {difference}.");
                network.Dispose();
            }
            else
            {
                _peers.Add((peer.Name, network));
            }
        }
    }

    /// <summary>Measures predictions or steps.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CompareRow Measure(string what, TimeSpan budget, CancellationToken cancellationToken)
    {
        bool forward = what == Forward;
        Func<int, double> netgen = forward ? _netgen.TimeForward : _netgen.TimeStep;
        var contenders = new List<Contender> { new("netgen", iterations => Counted(netgen, iterations)) };
        contenders.AddRange(_peers
            .Where(peer => forward || peer.Network.CanStep)
            .Select(peer => new Contender(peer.Name, forward ? peer.Network.TimeForward : peer.Network.TimeStep)));
        netgen(1);
        _allocated = 0;
        _calls = 0;
        Measured[] measured = Interleaver.Run(contenders, budget, cancellationToken);
        long flops = (forward ? _shape.ForwardFlops : _shape.StepFlops) * _data.Batch;
        return new CompareRow
        {
            Shape = _shape.Name,
            Batch = _data.Batch,
            Threads = 1,
            What = what,
            NetgenUs = Round(measured[0].Median),
            PercentOfPeak = Round(100 * flops / (measured[0].Median * 1000 * _peak)),
            Peers = measured.Skip(1).ToDictionary(static m => m.Name, m => new PeerResult(Round(m.Median), Round(m.RatioTo(measured[0])))),
            AllocatedBytes = Math.Round(_allocated / (double)_calls, 1),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _netgen.Dispose();
        foreach ((_, BenchmarkNetwork network) in _peers)
        {
            network.Dispose();
        }
    }

    /// <summary>Four digits: more would be noise.</summary>
    private static double Round(double value) =>
        value == 0 || !double.IsFinite(value) ? value : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 9));

    private double Counted(Func<int, double> run, int iterations)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        double time = run(iterations);
        _allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        _calls += iterations;
        return time;
    }
}
