namespace NetGen.Benchmarks.Networks;

/// <summary><see cref="Net1024x1024x1024x10"/> without measurements.</summary>
[Network(Instrument = Instrumentation.Off), Input(1024)]
[Dense(1024), ReLU]
[Dense(1024), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Net1024x1024x1024x10Off;
