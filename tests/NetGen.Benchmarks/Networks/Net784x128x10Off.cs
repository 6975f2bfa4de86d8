namespace NetGen.Benchmarks.Networks;

/// <summary><see cref="Net784x128x10"/> without measurements.</summary>
[Network(Instrument = Instrumentation.Off), Input(784)]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net784x128x10Off;
