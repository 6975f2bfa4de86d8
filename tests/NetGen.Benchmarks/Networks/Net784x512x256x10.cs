namespace NetGen.Benchmarks.Networks;

/// <summary>Digits of 28 x 28 pixels with two hidden layers.</summary>
[Network, Input(784)]
[Dense(512), ReLU]
[Dense(256), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net784x512x256x10;
