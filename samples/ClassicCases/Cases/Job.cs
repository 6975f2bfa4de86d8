namespace ClassicCases.Cases;

/// <summary>A piece of a case that depends on nothing but the seed, so that pieces can run in any order and at once.</summary>
/// <param name="name">What it is.</param>
/// <param name="steps">How many times it will say <see cref="Advance"/>: its share of the progress.</param>
internal abstract class Job(string name, int steps)
{
    private int _done;
    private volatile bool _finished;

    /// <summary>What it is.</summary>
    public string Name { get; } = name;

    /// <summary>The steps it has.</summary>
    public int Steps { get; } = steps;

    /// <summary>How long it takes, roughly, in any unit that is the same for all jobs: long ones start first.</summary>
    public double Weight { get; init; }

    /// <summary>The steps that are done; any thread may ask.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Whether its result is there.</summary>
    public bool Finished => _finished;

    /// <summary>Does the work.</summary>
    public void Run(CancellationToken cancel)
    {
        Work(cancel);

        // A run that stops early, because it has arrived, is as done as any other.
        Volatile.Write(ref _done, Steps);
        _finished = true;
    }

    /// <summary>Says that a step is done.</summary>
    /// <exception cref="OperationCanceledException">The program is asked to stop.</exception>
    public void Advance(CancellationToken cancel)
    {
        Volatile.Write(ref _done, _done + 1);
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>The work itself.</summary>
    protected abstract void Work(CancellationToken cancel);
}
