namespace NetGen.Benchmarks.Networks;

/// <summary>Reads a picture of 28 x 28 row by row.</summary>
[Network, Input(28, 28)]
[GRU(64)]
[Dense(10), SoftmaxCrossEntropy]
public partial class GRU64;
