namespace NetGen.Benchmarks.Networks;

/// <summary>The smallest: what a game or a controller asks once a frame.</summary>
[Network, Input(2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1), MeanSquaredError]
public partial class Net2x16x16x1;
