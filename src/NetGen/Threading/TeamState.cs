using System.Runtime.ExceptionServices;

namespace NetGen;

/// <summary>
/// What the threads of a team share. They hold on to this and not to the <see cref="WorkerTeam"/>, and to their work only while they do
/// it, so that a trainer that nobody holds any more is collected and ends its threads.
/// </summary>
internal sealed class TeamState
{
    private readonly Worker[] _workers;
    private PaddedInt _arrived;
    private PaddedInt _round;
    private PaddedInt _running;
    private TeamWork? _work;
    private Exception? _failure;
    private volatile bool _isEnded;
    private volatile bool _isGathering;

    public TeamState(int workers)
    {
        _workers = new Worker[workers];
        for (int i = 0; i < workers; i++)
        {
            _workers[i] = new Worker(this, i + 1);
        }
    }

    /// <summary>The threads beside the caller's.</summary>
    public ReadOnlySpan<Worker> Workers => _workers;

    /// <summary>Whether the threads are to end.</summary>
    public bool IsEnded => _isEnded;

    /// <summary>Whether workers stay awake because others are being waited for.</summary>
    public bool IsGathering
    {
        get => _isGathering;
        set => _isGathering = value;
    }

    /// <summary>Has the caller and the workers that are awake do the work, and returns when all have done their parts.</summary>
    public void Run(TeamWork work, int parts)
    {
        _work = work;
        _failure = null;
        _arrived.Value = 0;
        _running.Value = parts - 1;
        Call(parts);
        Do(work, 0, parts);
        var pause = default(Pause);
        while (Volatile.Read(ref _running.Value) != 0)
        {
            pause.Once();
        }

        _work = null;
        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Waits until all parts have come here.</summary>
    /// <exception cref="TeamAbortedException">A part failed, and will never come.</exception>
    public void Await(int parts)
    {
        int round = Volatile.Read(ref _round.Value);
        if (Interlocked.Increment(ref _arrived.Value) == parts)
        {
            _arrived.Value = 0;
            Volatile.Write(ref _round.Value, round + 1);
            return;
        }

        var pause = default(Pause);
        while (Volatile.Read(ref _round.Value) == round)
        {
            if (Volatile.Read(ref _failure) is not null)
            {
                throw new TeamAbortedException();
            }

            pause.Once();
        }
    }

    /// <summary>A worker does its part.</summary>
    public void RunPart(int part, int parts)
    {
        Do(_work!, part, parts);
        Interlocked.Decrement(ref _running.Value);
    }

    /// <summary>Ends the threads.</summary>
    public void End()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            foreach (Worker worker in _workers)
            {
                worker.End();
            }
        }
    }

    // The workers that are awake, and where that is not enough, because one parked a moment ago, others.
    private void Call(int parts)
    {
        ulong called = 0;
        int part = 1;
        for (int round = 0; round < 2 && part < parts; round++)
        {
            for (int i = 0; i < _workers.Length && part < parts; i++)
            {
                if ((called & (1UL << i)) == 0 && (round == 1 || !_workers[i].IsParked))
                {
                    called |= 1UL << i;
                    _workers[i].Call(part++, parts);
                }
            }
        }
    }

    private void Do(TeamWork work, int part, int parts)
    {
        try
        {
            work.Run(this, part, parts);
        }
        catch (TeamAbortedException)
        {
            // The part that failed has said why.
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }
    }
}
