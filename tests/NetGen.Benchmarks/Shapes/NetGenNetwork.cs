using NetGen.Benchmarks.Measurement;

namespace NetGen.Benchmarks.Shapes;

/// <summary>NetGen's implementation.</summary>
internal abstract class NetGenNetwork : LocalNetwork
{
    /// <summary>Forward, loss and backward without the trainer: no update, no health, no checks.</summary>
    public abstract void Passes(int iterations);
}
