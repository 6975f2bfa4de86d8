namespace NetGen.Benchmarks.Networks;

/// <summary>Digits of 28 x 28 pixels with one hidden layer.</summary>
[Network, Input(784)]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net784x128x10;
