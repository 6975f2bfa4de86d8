namespace NetGen.Tests.Prediction;

/// <summary>ln cosh of the error, weight normalisation, and biases that are not zero.</summary>
[Network(WeightNorm = true), Input(20)]
[Dense(64, BiasInit = Init.Constant, BiasInitScale = 0.5f), Tanh]
[Dense(3), LogCosh]
public partial class LogCoshNet;
