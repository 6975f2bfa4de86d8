namespace NetGen.Benchmarks.Networks;

/// <summary>One transformer block over 16 steps of 32 features, and a classifier.</summary>
[Network, Input(16, 32)]
[Residual<SelfAttention>]
[Residual<FeedForward>]
[Flatten]
[Dense(10), SoftmaxCrossEntropy]
public partial class Transformer32;
