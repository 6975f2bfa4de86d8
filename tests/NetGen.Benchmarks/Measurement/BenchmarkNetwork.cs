namespace NetGen.Benchmarks.Measurement;

/// <summary>One implementation of a network with a batch to work on: NetGen's, or a peer's.</summary>
internal abstract class BenchmarkNetwork : IDisposable
{
    /// <summary>Whether it can train.</summary>
    public virtual bool CanStep => true;

    /// <summary>The outputs for the batch with the starting parameters, [batch, outputs].</summary>
    public abstract float[] Outputs();

    /// <summary>Takes the first step of training and tells what it did. Called once, before any timing.</summary>
    public abstract FirstStep Start();

    /// <summary>Predicts the batch some times.</summary>
    /// <returns>What all of it took, in microseconds.</returns>
    public abstract double TimeForward(int iterations);

    /// <summary>Takes some steps of training on the batch.</summary>
    /// <returns>What all of it took, in microseconds.</returns>
    public abstract double TimeStep(int iterations);

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it holds.</summary>
    protected virtual void Release()
    {
    }
}
