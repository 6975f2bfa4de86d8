namespace NetGen.Benchmarks.Measurement;

/// <summary>One of the things that are measured in turns.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Run">Works so many times and tells what that took, in microseconds.</param>
internal sealed record Contender(string Name, Func<int, double> Run);
