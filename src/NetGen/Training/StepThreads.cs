namespace NetGen;

/// <summary>How many threads a trainer may use, and which of its work is worth sharing between them.</summary>
internal sealed class StepThreads : IDisposable
{
    /// <summary>The most threads: what a step has to do falls short of more long before.</summary>
    public const int Most = 64;

    // What takes less time gains less from a second thread than the two lose by waiting for each other.
    private const double LeastStep = 40;
    private const double LeastPart = 8;

    // A core of a present machine with its widest registers, near its peak; forward, weights and inputs are three products.
    private const double FlopsPerMicrosecond = 100_000;
    private const double UpdatesPerMicrosecond = 4_000;

    private readonly NetworkInfo _network;
    private readonly double _passesOfRow;
    private readonly double _update;
    private ThreadPace _pace = new();
    private WorkerTeam? _team;
    private int _rows;
    private bool _mayPay;
    private bool _sharesPasses;
    private bool _sharesUpdate;

    public StepThreads(NetworkInfo network)
    {
        _network = network;
        _passesOfRow = 3.0 * network.Flops / FlopsPerMicrosecond;
        _update = network.BufferLength / UpdatesPerMicrosecond;
    }

    /// <summary>The threads, the caller's included.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>For tests: whether everything is shared, however small, and by all threads, however long they take to wake up.</summary>
    public bool IsForced { get; set; }

    /// <summary>The team, which starts when it is needed.</summary>
    public WorkerTeam Team => _team ??= new WorkerTeam(Count);

    /// <summary>Whether threads were started.</summary>
    public bool HasTeam => _team is not null;

    /// <summary>Whether the passes of a training step are shared.</summary>
    public bool SharesPasses { get; private set; }

    /// <summary>Whether the update is shared.</summary>
    public bool SharesUpdate { get; private set; }

    /// <summary>How long to wait for parked threads: a part of what the work takes by itself.</summary>
    public long PassesPatience { get; private set; }

    /// <inheritdoc cref="PassesPatience"/>
    public long UpdatePatience { get; private set; }

    /// <summary>Sets the number of threads.</summary>
    public void Set(int count)
    {
        if (count is < 1 or > Most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count,
                $"Threads is {count}; it must be 1 to {Most}. Environment.ProcessorCount, {Environment.ProcessorCount} here, takes all processors.");
        }

        if (count != Count)
        {
            Dispose();
            Count = count;
            _rows = 0;
            _pace = new ThreadPace();
        }
    }

    /// <summary>Decides what is shared of a step of so many rows, which begins.</summary>
    public void Begin(int rows)
    {
        if (rows != _rows)
        {
            Estimate(rows);
        }

        bool shares = IsForced;
        if (!shares && _mayPay)
        {
            _pace.Begin(rows);
            shares = _pace.Shares;
        }

        SharesPasses = shares && _sharesPasses;
        SharesUpdate = shares && _sharesUpdate;
    }

    /// <summary>The step ends.</summary>
    public void End()
    {
        if (_mayPay)
        {
            _pace.End(_rows, isComplete: _team is null || _team.Joined == Count);
        }
    }

    /// <summary>Whether a forward pass of so many rows is worth sharing.</summary>
    public bool SharesForward(int rows) => Count > 1 && _network.SharesSteps && (IsForced || _passesOfRow * rows / 3 >= LeastStep);

    /// <summary>How long a forward pass of so many rows waits for parked threads.</summary>
    public long ForwardPatience(int rows) => Patience(_passesOfRow * rows / 3);

    /// <summary>Ends the threads; they start again when they are needed.</summary>
    public void Dispose()
    {
        _team?.Dispose();
        _team = null;
    }

    private void Estimate(int rows)
    {
        _rows = rows;
        double passes = _passesOfRow * rows;
        bool pays = IsForced || passes + _update >= LeastStep;
        _sharesPasses = _network.SharesSteps && pays && (IsForced || passes >= LeastPart);

        // Also a short one where the passes are shared: each thread has the gradients of its weights in its own cache.
        _sharesUpdate = _sharesPasses || (pays && _update >= LeastPart);
        _mayPay = !IsForced && (_sharesPasses || _sharesUpdate);
        PassesPatience = Patience(passes);
        UpdatePatience = Patience(_update);
    }

    private long Patience(double microseconds) => IsForced ? long.MaxValue : Pause.Ticks(Math.Min(microseconds / 2, 200));
}
