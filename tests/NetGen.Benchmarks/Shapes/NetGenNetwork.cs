using NetGen.Benchmarks.Measurement;

namespace NetGen.Benchmarks.Shapes;

/// <summary>NetGen's implementation.</summary>
internal abstract class NetGenNetwork : LocalNetwork
{
    /// <summary>One prediction.</summary>
    public void Predict() => Forward(1);

    /// <summary>One step of training.</summary>
    public void Step() => Step(1);

    /// <summary>From now on a step is shared between so many threads.</summary>
    public abstract void SetThreads(int threads);

    /// <summary>The bare forward pass of training, without the trainer.</summary>
    /// <returns>Microseconds for all of them.</returns>
    public double TimeForwardPass(int iterations) => Timed(ForwardPass, iterations);

    /// <summary>The forward pass and the loss.</summary>
    /// <returns>Microseconds for all of them.</returns>
    public double TimeForwardAndLoss(int iterations) => Timed(ForwardAndLoss, iterations);

    /// <summary>Forward, loss and backward without the trainer: no update, no health, no checks.</summary>
    /// <returns>Microseconds for all of them.</returns>
    public double TimePasses(int iterations) => Timed(Passes, iterations);

    /// <summary>The forward pass.</summary>
    protected abstract void ForwardPass(int iterations);

    /// <summary>The forward pass and the loss.</summary>
    protected abstract void ForwardAndLoss(int iterations);

    /// <summary>Forward, loss and backward.</summary>
    protected abstract void Passes(int iterations);

    private static double Timed(Action<int> run, int iterations)
    {
        var clock = TurnClock.Start();
        run(iterations);
        return clock.Stop();
    }
}
