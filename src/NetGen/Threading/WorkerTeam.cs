using System.Diagnostics;

namespace NetGen;

/// <summary>
/// Threads that do the parts of a training step beside the caller's thread. They spin for a moment after a step and then park, so that a
/// trainer that waits for data takes no processor time. Whoever is not awake in time is left out of a step: that decides how fast it is,
/// and never what it computes.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly TeamState _state;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">The threads with the caller's; at least 2.</param>
    public WorkerTeam(int threads)
    {
        Threads = threads;
        _state = new TeamState(threads - 1);
    }

    ~WorkerTeam() => _state.End();

    /// <summary>The threads, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>The threads that did the last work, the caller's included.</summary>
    public int Joined { get; private set; }

    /// <summary>The workers that are parked.</summary>
    public int Parked
    {
        get
        {
            int count = 0;
            foreach (Worker worker in _state.Workers)
            {
                count += worker.IsParked ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>Does the work in as many parts as threads are awake in time, this thread's included.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="patience">How long to wait for parked threads, in ticks of <see cref="Stopwatch"/>: a fraction of what the work takes.</param>
    public void Run(TeamWork work, long patience)
    {
        int awake = Threads - Parked;
        if (awake < Threads)
        {
            awake = Wake(patience);
        }

        Joined = awake;
        _state.Run(work, awake);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        _state.End();
        GC.SuppressFinalize(this);
    }

    private int Wake(long patience)
    {
        // Those that are awake must not park while they wait for the others.
        _state.IsGathering = true;
        foreach (Worker worker in _state.Workers)
        {
            worker.Wake();
        }

        long start = Stopwatch.GetTimestamp();
        var pause = default(Pause);
        int parked;
        while ((parked = Parked) > 0 && Stopwatch.GetTimestamp() - start < patience)
        {
            pause.Once();
            foreach (Worker worker in _state.Workers)
            {
                // Also those that were about to park when the others were woken.
                worker.Wake();
            }
        }

        _state.IsGathering = false;
        return Threads - parked;
    }
}
