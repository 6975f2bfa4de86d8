namespace NetGen.Benchmarks.Measurement;

/// <summary>An implementation in this process.</summary>
internal abstract class LocalNetwork : BenchmarkNetwork
{
    /// <inheritdoc/>
    public sealed override double TimeForward(int iterations)
    {
        var clock = TurnClock.Start();
        Forward(iterations);
        return clock.Stop();
    }

    /// <inheritdoc/>
    public sealed override double TimeStep(int iterations)
    {
        var clock = TurnClock.Start();
        Step(iterations);
        return clock.Stop();
    }

    /// <summary>Predicts the batch some times.</summary>
    protected abstract void Forward(int iterations);

    /// <summary>Takes some steps of training on the batch.</summary>
    protected abstract void Step(int iterations);
}
