namespace NetGen.Benchmarks.Networks;

/// <summary><see cref="Net2x16x16x1"/> without measurements.</summary>
[Network(Instrument = Instrumentation.Off), Input(2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1), MeanSquaredError]
public partial class Net2x16x16x1Off;
