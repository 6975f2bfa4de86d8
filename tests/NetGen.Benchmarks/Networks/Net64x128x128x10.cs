namespace NetGen.Benchmarks.Networks;

/// <summary>Handwritten digits of 8 x 8 pixels.</summary>
[Network, Input(64)]
[Dense(128), ReLU]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net64x128x128x10;
