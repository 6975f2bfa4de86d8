using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>Sinusoids of one shape, computed when they are first used.</summary>
internal sealed record SinusoidKernelPlan(int Steps, int Features) : KernelPlan($"Sinusoids_{Text.Of(Steps)}x{Text.Of(Features)}");
