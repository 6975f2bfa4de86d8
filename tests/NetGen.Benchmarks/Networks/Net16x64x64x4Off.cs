namespace NetGen.Benchmarks.Networks;

/// <summary><see cref="Net16x64x64x4"/> without measurements.</summary>
[Network(Instrument = Instrumentation.Off), Input(16)]
[Dense(64), ReLU]
[Dense(64), ReLU]
[Dense(4), SoftmaxCrossEntropy]
public partial class Net16x64x64x4Off;
