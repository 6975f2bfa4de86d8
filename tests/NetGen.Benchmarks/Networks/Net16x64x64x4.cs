namespace NetGen.Benchmarks.Networks;

/// <summary>A small policy: sixteen observations, four actions.</summary>
[Network, Input(16)]
[Dense(64), ReLU]
[Dense(64), ReLU]
[Dense(4), SoftmaxCrossEntropy]
public partial class Net16x64x64x4;
