namespace NetGen.Benchmarks.Networks;

/// <summary>The first half of a transformer block, normalised before.</summary>
[Block]
[LayerNorm, MultiHeadAttention(4)]
internal sealed class SelfAttention;
