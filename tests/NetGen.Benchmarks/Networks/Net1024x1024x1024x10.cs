namespace NetGen.Benchmarks.Networks;

/// <summary>The largest: eight megabytes of parameters.</summary>
[Network, Input(1024)]
[Dense(1024), ReLU]
[Dense(1024), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net1024x1024x1024x10;
