using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Measurement;

/// <summary>Divides the time of a run: large networks need longer for a single round, what is left is divided evenly.</summary>
internal sealed class TimePlan
{
    /// <summary>What the slowest peer, plain loops, computes about at least, in operations a second.</summary>
    private const double SlowestPeer = 1e9;

    private readonly double[] _needs;

    public TimePlan(IEnumerable<(NetworkShape Shape, int Batch)> cases)
    {
        Cases = [.. cases];
        _needs = [.. Cases.SelectMany(static c => new[] { Need(c.Shape.ForwardFlops * c.Batch), Need(c.Shape.StepFlops * c.Batch) })];
    }

    /// <summary>The networks and batch sizes.</summary>
    public IReadOnlyList<(NetworkShape Shape, int Batch)> Cases { get; }

    /// <summary>The measurements: two of each case.</summary>
    public int Count => _needs.Length;

    /// <summary>How many were begun.</summary>
    public int Done { get; private set; }

    /// <summary>The time for the next measurement.</summary>
    public TimeSpan Next(double secondsLeft)
    {
        double later = _needs.AsSpan(Done + 1).ToArray().Sum();
        double even = Math.Max(0, secondsLeft - later - _needs[Done]) / (Count - Done);
        return TimeSpan.FromSeconds((_needs[Done++] / 2) + even);
    }

    /// <summary>Whether the slow peers of the next case no longer fit in: the machine is slower, or busier, than the plan takes it for.</summary>
    public bool IsShort(double secondsLeft) => secondsLeft < 0.4 * _needs.AsSpan(Done).ToArray().Sum() && _needs[Done] > 0.1;

    /// <summary>Half of it for the peers' check and the first round, half for the other rounds.</summary>
    private static double Need(long flops) => 0.02 + (3 * flops / SlowestPeer);
}
