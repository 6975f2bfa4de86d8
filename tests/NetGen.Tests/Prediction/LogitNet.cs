namespace NetGen.Tests.Prediction;

/// <summary>Binary cross-entropy, random biases, orthogonal weights.</summary>
[Network(Init = Init.Orthogonal), Input(20)]
[Dense(64, BiasInit = Init.Normal, BiasInitScale = 0.5f), Tanh]
[Dense(3), BinaryCrossEntropy]
public partial class LogitNet;
