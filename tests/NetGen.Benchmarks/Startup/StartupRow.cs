namespace NetGen.Benchmarks.Startup;

/// <summary>What a fresh process measured of itself.</summary>
/// <param name="FirstStepAt">When the first step was done, by the system's monotonic clock.</param>
/// <param name="FirstStepMs">Making the network and the trainer, and the first step.</param>
/// <param name="CompilingMs">What of it the JIT took.</param>
/// <param name="Methods">The methods that the JIT compiled for it.</param>
/// <param name="SecondStepMs">The second step.</param>
/// <param name="FirstPredictMs">The first prediction.</param>
/// <param name="LaterStepMs">The mean of the steps up to the hundredth.</param>
internal sealed record StartupRow(
    long FirstStepAt, double FirstStepMs, double CompilingMs, int Methods, double SecondStepMs, double FirstPredictMs, double LaterStepMs);
