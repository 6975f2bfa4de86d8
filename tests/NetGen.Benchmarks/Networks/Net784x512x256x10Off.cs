namespace NetGen.Benchmarks.Networks;

/// <summary><see cref="Net784x512x256x10"/> without measurements.</summary>
[Network(Instrument = Instrumentation.Off), Input(784)]
[Dense(512), ReLU]
[Dense(256), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net784x512x256x10Off;
