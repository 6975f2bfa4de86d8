using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace NetGen;

/// <summary>One thread of a <see cref="WorkerTeam"/>: it spins for a moment after each piece of work, and then parks.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The bell rings once more to end the thread; the collector takes it after that.")]
internal sealed class Worker
{
    /// <summary>How long a worker stays awake without work: about what lies between two steps of a training loop.</summary>
    private static readonly long s_stayAwake = Pause.Ticks(300);

    // Waking up may take longer than a step waits for it: parked again as soon, it would miss every step.
    private static readonly long s_stayAwakeOnceWoken = Pause.Ticks(1000);

    private readonly TeamState _team;
    private readonly AutoResetEvent _bell = new(false);
    private PaddedInt _called;
    private PaddedInt _isParked;
    private int _part;
    private int _parts;

    public Worker(TeamState team, int number)
    {
        _team = team;
        var thread = new Thread(Loop) { IsBackground = true, Name = $"NetGen training {number}" };
        thread.Start();
    }

    /// <summary>Whether the thread waits for the operating system to wake it, and takes no processor time until then.</summary>
    public bool IsParked => Volatile.Read(ref _isParked.Value) != 0;

    /// <summary>Wakes the thread if it is parked, without work yet.</summary>
    public void Wake()
    {
        if (IsParked)
        {
            _bell.Set();
        }
    }

    /// <summary>Has the thread do a part of the team's work.</summary>
    public void Call(int part, int parts)
    {
        _part = part;
        _parts = parts;
        Interlocked.Increment(ref _called.Value);

        // It may have parked since it was seen awake. The increment is a barrier: either this sees it parked, or it sees the call.
        Wake();
    }

    /// <summary>Ends the thread.</summary>
    public void End()
    {
        Interlocked.Increment(ref _called.Value);
        _bell.Set();
    }

    private void Loop()
    {
        for (int done = 0; ; done++)
        {
            Await(done);
            if (_team.IsEnded)
            {
                return;
            }

            _team.RunPart(_part, _parts);
        }
    }

    private void Await(int done)
    {
        long stay = s_stayAwake;
        while (true)
        {
            long until = Stopwatch.GetTimestamp() + stay;
            do
            {
                for (int i = 0; i < 32; i++)
                {
                    if (Volatile.Read(ref _called.Value) != done)
                    {
                        return;
                    }

                    Pause.Spin();
                }
            }
            while (_team.IsGathering || Stopwatch.GetTimestamp() < until);

            Interlocked.Exchange(ref _isParked.Value, 1);
            if (Volatile.Read(ref _called.Value) == done)
            {
                _bell.WaitOne();
                stay = s_stayAwakeOnceWoken;
            }

            Volatile.Write(ref _isParked.Value, 0);
        }
    }
}
