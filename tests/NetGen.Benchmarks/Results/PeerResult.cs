namespace NetGen.Benchmarks.Results;

/// <summary>A peer's time for what NetGen did in the same rounds.</summary>
/// <param name="Us">The median, in microseconds.</param>
/// <param name="Ratio">How many times longer than NetGen it took; below 1 the peer wins.</param>
public sealed record PeerResult(double Us, double Ratio);
