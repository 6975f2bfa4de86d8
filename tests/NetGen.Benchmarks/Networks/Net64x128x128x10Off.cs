namespace NetGen.Benchmarks.Networks;

/// <summary><see cref="Net64x128x128x10"/> without measurements.</summary>
[Network(Instrument = Instrumentation.Off), Input(64)]
[Dense(128), ReLU]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net64x128x128x10Off;
