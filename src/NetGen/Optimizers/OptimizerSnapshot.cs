namespace NetGen;

/// <summary>A copy of what an optimizer remembers between steps: its states and its step count, not its learning rate.</summary>
internal sealed class OptimizerSnapshot
{
    private readonly float[][] _states;
    private readonly double[] _scalars;

    /// <summary>Allocates the memory once, so that saving and restoring allocate nothing.</summary>
    internal OptimizerSnapshot(int states, int length, int scalars)
    {
        _states = new float[states][];
        for (int i = 0; i < states; i++)
        {
            _states[i] = new float[length];
        }

        _scalars = new double[scalars];
    }

    /// <summary>The steps that had been applied.</summary>
    public long StepCount { get; private set; }

    internal void Save(AlignedBuffer[] states, ReadOnlySpan<double> scalars, long stepCount)
    {
        for (int i = 0; i < _states.Length; i++)
        {
            states[i].Span.CopyTo(_states[i]);
        }

        scalars.CopyTo(_scalars);
        StepCount = stepCount;
    }

    internal void Restore(AlignedBuffer[] states, Span<double> scalars)
    {
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i].CopyTo(states[i].Span);
        }

        _scalars.CopyTo(scalars);
    }
}
