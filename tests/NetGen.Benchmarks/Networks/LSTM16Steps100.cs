namespace NetGen.Benchmarks.Networks;

/// <summary>A long sequence of small steps.</summary>
[Network, Input(100, 2)]
[LSTM(16)]
[Dense(1), MeanSquaredError]
public partial class LSTM16Steps100;
