namespace NetGen.Benchmarks.Networks;

/// <summary>The second half of a transformer block, normalised before.</summary>
[Block]
[LayerNorm]
[Dense(128), GELU]
[Dense(32)]
internal sealed class FeedForward;
